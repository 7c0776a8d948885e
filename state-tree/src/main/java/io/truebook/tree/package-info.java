/** Cells under one SHA-256 tree of depth 48, and proofs over it. Knows nothing of trading. */
package io.truebook.tree;

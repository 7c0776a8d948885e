/** What Java knows of L1: the bytes of batches and inbox messages, the contracts, and how to read and write a chain that may fail. */
package io.truebook.l1;

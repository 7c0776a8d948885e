/** Watches posted batches and challenges wrong ones: verdict and evidence are pure, the challenger sends. */
package io.truebook.prover;

/** When to post, and what to take when the fast state is too far ahead of L1: docs/divergence-control.md. */
package io.truebook.sequencer.controller;

/** The order of everything that was accepted, made durable before anybody is told. */
package io.truebook.sequencer.journal;

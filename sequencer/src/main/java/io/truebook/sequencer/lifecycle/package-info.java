/** Where items stand between acceptance and finality, and what users are told and keep of it. */
package io.truebook.sequencer.lifecycle;

// Generated from protocol/protocol.json. Do not edit.
/** Constants and cells of the protocol, generated from its one table. */
package io.truebook.engine.protocol;

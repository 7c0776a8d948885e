/** The truebook command: configuration, wiring of the parts, and what it prints. */
package io.truebook.node;

/** What happened, told to those who watch: books, trades, orders and fills. */
package io.truebook.sequencer.market;

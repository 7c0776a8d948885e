package io.truebook.sequencer.divergence;

/**
 * What is not what it was in one market, over all accounts. Money is nano-USDC.
 *
 * @param value Σ |worth of the account's position now − worth of the one it had then|, at the marks and indices of now
 * @param signed the same without the absolute value
 * @param openLots lots that are held by others than then
 * @param openNotional their value at the mark
 * @param payments that the market's indices have made due since then, of both sides
 */
public record MarketChange(int market, long value, long signed, long openLots, long openNotional, long payments) {}

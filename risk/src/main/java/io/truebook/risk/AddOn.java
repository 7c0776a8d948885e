package io.truebook.risk;

/** What a margin needs above itself, in ppm of notional, and what it needs at the two ends of the simulation's confidence interval. */
public record AddOn(int ppm, int lowPpm, int highPpm) {}

package io.truebook.derivation;

/** What following L1 a little further gave. */
public sealed interface Progress {
    /** Everything up to this block is in the logs. @param reorganised whether blocks followed before were left */
    record Followed(BlockRef tip, boolean reorganised) implements Progress {}

    /** L1 could not be followed: no endpoint, endpoints that disagree, or events that contradict each other. The logs stay as they were. */
    record Unknown(String reason) implements Progress {}
}

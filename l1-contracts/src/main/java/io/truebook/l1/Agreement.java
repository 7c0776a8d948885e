package io.truebook.l1;

import java.util.List;
import java.util.Map;

/** An answer that a watcher may act on only when it is {@link Agreed}. */
public sealed interface Agreement<T> {
    /** All endpoints that answered, and at least the quorum, gave this value. */
    record Agreed<T>(T value) implements Agreement<T> {}

    /** At least one of them lies or is on another chain; which one cannot be told from here. */
    record Disagree<T>(Map<String, T> answers) implements Agreement<T> {}

    /** Fewer than the quorum answered. */
    record Unavailable<T>(List<String> reasons) implements Agreement<T> {}
}

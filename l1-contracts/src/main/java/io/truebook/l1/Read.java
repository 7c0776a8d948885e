package io.truebook.l1;

import java.util.List;

/** An answer from the first endpoint that gave one. */
public sealed interface Read<T> {
    record Value<T>(T value, String endpoint) implements Read<T> {}

    /** No endpoint answered, within the bounded retries. @param reasons one for each endpoint, of the last round */
    record Unavailable<T>(List<String> reasons) implements Read<T> {}

    /** For a caller that cannot go on without the value. */
    default T orThrow() {
        return switch (this) {
            case Value<T>(T value, String endpoint) -> value;
            case Unavailable<T>(List<String> reasons) -> throw new L1UnavailableException(reasons);
        };
    }
}

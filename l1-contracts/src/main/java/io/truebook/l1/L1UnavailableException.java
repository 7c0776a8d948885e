package io.truebook.l1;

import java.util.List;

/** No endpoint of L1 answered, within the bounded retries. */
public final class L1UnavailableException extends RuntimeException {
    L1UnavailableException(List<String> reasons) {
        super("L1 is unavailable: " + String.join("; ", reasons));
    }
}

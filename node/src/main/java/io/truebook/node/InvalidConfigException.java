package io.truebook.node;

import java.util.List;

/** Everything that is wrong with a configuration. */
public final class InvalidConfigException extends RuntimeException {
    InvalidConfigException(List<String> problems) {
        super("the configuration has " + problems.size() + " problem" + (problems.size() == 1 ? "" : "s") + ":\n  "
                + String.join("\n  ", problems));
    }
}

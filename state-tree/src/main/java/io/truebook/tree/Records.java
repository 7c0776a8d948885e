package io.truebook.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes of the caller's own records, in families the store was opened with. They become durable in the same write as the cells
 * they belong to, or not at all. A later change of a key wins over an earlier one.
 */
public final class Records {
    /** One change; a value of {@code null} deletes. */
    record Change(String family, byte[] key, byte[] value) {}

    private final List<Change> changes = new ArrayList<>();

    public Records put(String family, byte[] key, byte[] value) {
        changes.add(new Change(family, key.clone(), value.clone()));
        return this;
    }

    public Records delete(String family, byte[] key) {
        changes.add(new Change(family, key.clone(), null));
        return this;
    }

    List<Change> changes() {
        return changes;
    }
}

package io.truebook.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellStoreRecordsTest {
    private static final CellLayout ONE_WORD = _ -> 1;

    @TempDir
    Path folder;

    @Test
    void recordsComeWithTheirBoundaryAndGoWithARollback() {
        try (CellStore store = open()) {
            store.apply(new long[] {1}, new byte[][] {word(1)});
            store.commit(1, new byte[0], new Records().put("batches", key("1"), key("one")));
            store.apply(new long[] {1, 2}, new byte[][] {null, word(2)});
            store.commit(2, new byte[0], new Records().put("batches", key("2"), key("two")));
            store.write(new Records().put("tips", key("latest"), key("2")));
        }
        try (CellStore store = open()) {
            assertThat(keys(store, "batches", "")).containsExactly("1", "2");
            assertThat(keys(store, "batches", "2")).containsExactly("2");
            assertThat(store.record("tips", key("latest"))).isEqualTo(key("2"));
            store.rollbackTo(1, new Records().delete("batches", key("2")).put("tips", key("latest"), key("1")));
        }
        try (CellStore store = open()) {
            assertThat(store.boundary().number()).isEqualTo(1);
            assertThat(store.read(1)).isEqualTo(word(1));
            assertThat(store.read(2)).isNull();
            assertThat(keys(store, "batches", "")).containsExactly("1");
            assertThat(store.record("tips", key("latest"))).isEqualTo(key("1"));
        }
    }

    @Test
    void whatIsAppliedIsSeenButNotKeptUntilCommitted() {
        try (CellStore store = open()) {
            store.commit(1, new byte[0], new long[] {7}, new byte[][] {word(7)});
            byte[] root = store.boundary().root();
            byte[] applied = store.apply(new long[] {7, 8}, new byte[][] {word(9), word(8)});
            assertThat(store.read(7)).isEqualTo(word(9));
            assertThat(store.tree().root()).isEqualTo(applied).isNotEqualTo(root);
            assertThat(store.boundary().root()).isEqualTo(root);
            store.discard();
            assertThat(store.read(7)).isEqualTo(word(7));
            assertThat(store.read(8)).isNull();
            assertThat(store.tree().root()).isEqualTo(root);
            store.apply(new long[] {8}, new byte[][] {word(8)});
        }
        try (CellStore store = open()) {
            assertThat(store.read(8)).isNull();
        }
    }

    @Test
    void aFreshStoreMayBeginAtBoundaryZeroAndGoBackToIt() {
        try (CellStore store = open()) {
            assertThat(store.isFresh()).isTrue();
            store.apply(new long[] {1}, new byte[][] {word(1)});
            byte[] genesis = store.commit(0, key("genesis"), new Records()).root();
            assertThat(store.isFresh()).isFalse();
            store.commit(1, new byte[0], new long[] {1}, new byte[][] {word(2)});
            assertThat(store.rollbackTo(0)).isEqualTo(new Boundary(0, genesis, key("genesis")));
            assertThat(store.read(1)).isEqualTo(word(1));
            assertThatThrownBy(() -> store.commit(0, new byte[0], new Records()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        try (CellStore store = open()) {
            assertThat(store.isFresh()).isFalse();
        }
    }

    @Test
    void unknownFamiliesAndTheStoresOwnAreRefusedAndNothingIsWritten() {
        assertThatThrownBy(() -> CellStore.open(folder, ONE_WORD, "cells"))
                .isInstanceOf(IllegalArgumentException.class);
        try (CellStore store = open()) {
            store.apply(new long[] {1}, new byte[][] {word(1)});
            for (String family : List.of("cells", "undo", "default", "nobody")) {
                assertThatThrownBy(() -> store.commit(1, new byte[0], new Records().put(family, key("k"), key("v"))))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(store.boundary().number()).isZero();
        }
        try (CellStore store = open()) {
            assertThat(store.isFresh()).isTrue();
        }
    }

    @Test
    void afterClosingEveryCallIsRefusedAndClosingAgainIsNothing() {
        CellStore store = open();
        store.commit(1, new byte[0], new long[] {1}, new byte[][] {word(1)});
        store.close();
        store.close();
        List<Runnable> calls = List.of(
                () -> store.read(1),
                store::tree,
                () -> store.record("batches", key("1")),
                () -> store.forEachRecord("batches", new byte[0], (_, _) -> true),
                () -> store.apply(new long[] {1}, new byte[][] {word(2)}),
                () -> store.commit(2, new byte[0], new Records()),
                () -> store.write(new Records()),
                () -> store.rollbackTo(0),
                () -> store.pruneUndoUpTo(1));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(StoreException.class).hasMessageContaining("closed");
        }
    }

    @Test
    void whatItHandsOutCannotChangeIt() {
        try (CellStore store = open()) {
            byte[] mine = word(1);
            store.apply(new long[] {1}, new byte[][] {mine});
            mine[0] = 99;
            store.read(1)[0] = 99;
            store.commit(1, key("here"), new Records());
            store.boundary().root()[0] ^= 1;
            store.boundary().position()[0] ^= 1;
            assertThat(store.read(1)).isEqualTo(word(1));
            assertThat(store.boundary().position()).isEqualTo(key("here"));
            assertThat(store.boundary().root()).isEqualTo(store.tree().root());
        }
    }

    private CellStore open() {
        return CellStore.open(folder, ONE_WORD, "batches", "tips");
    }

    private static List<String> keys(CellStore store, String family, String from) {
        List<String> keys = new ArrayList<>();
        store.forEachRecord(family, key(from), (key, _) -> keys.add(new String(key, US_ASCII)));
        return keys;
    }

    private static byte[] key(String text) {
        return text.getBytes(US_ASCII);
    }

    private static byte[] word(int value) {
        byte[] word = new byte[32];
        word[31] = (byte) value;
        return word;
    }
}

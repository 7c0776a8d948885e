package io.truebook.sequencer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());
    private static final Journal.Options SMALL = new Journal.Options(4_000, 1);

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasAppendedAcrossSegmentsAndReopenings() throws Exception {
        System.out.println("seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> written = new ArrayList<>();
        for (int opening = 0; opening < 4; opening++) {
            try (Journal journal = Journal.open(folder, SMALL)) {
                assertThat(read(journal, 0)).containsExactlyElementsOf(written);
                CountDownLatch durable = new CountDownLatch(1);
                int more = 1 + random.nextInt(300);
                long target = written.size() + more;
                journal.start(new Until(target, durable));
                for (int i = 0; i < more; i++) {
                    byte[] record = new byte[random.nextInt(200)];
                    random.nextBytes(record);
                    assertThat(journal.append(record)).isEqualTo(written.size());
                    written.add(record);
                }
                assertThat(durable.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(Segment.all(folder).size()).isGreaterThan(1);
        try (Journal journal = Journal.open(folder, SMALL)) {
            int from = random.nextInt(written.size());
            assertThat(read(journal, from)).containsExactlyElementsOf(written.subList(from, written.size()));
        }
    }

    @Test
    void cutsOffATornLastGroupAtEveryLength() throws Exception {
        append(3, "first");
        Path file = Segment.all(folder).getLast().file();
        int whole = (int) Files.size(file);
        append(2, "torn");
        byte[] all = Files.readAllBytes(file);
        for (int length = whole; length < all.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(all, length));
            try (Journal journal = Journal.open(folder, Journal.Options.DEFAULT)) {
                assertThat(journal.next()).isEqualTo(3);
            }
            assertThat(Files.size(file)).isEqualTo(whole);
        }
    }

    @Test
    void refusesDamageBeforeTheLastGroup() throws Exception {
        append(3, "first");
        append(3, "second");
        Path file = Segment.all(folder).getLast().file();
        byte[] all = Files.readAllBytes(file);
        all[Group.HEAD + 6] ^= 1;
        Files.write(file, all);
        assertThatThrownBy(() -> Journal.open(folder, Journal.Options.DEFAULT))
                .isInstanceOf(OrderingFailedException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesAMissingSegment() throws Exception {
        for (int i = 0; i < 6; i++) {
            append(40, "x".repeat(100));
        }
        List<Segment> segments = Segment.all(folder);
        assertThat(segments.size()).isGreaterThan(2);
        Files.delete(segments.get(1).file());
        assertThatThrownBy(() -> Journal.open(folder, SMALL)).hasMessageContaining("missing");
    }

    @Test
    void prunesOnlyWholeSegmentsBelow() throws Exception {
        for (int i = 0; i < 6; i++) {
            append(40, "x".repeat(100));
        }
        try (Journal journal = Journal.open(folder, SMALL)) {
            journal.prune(100);
            assertThat(Segment.all(folder).getFirst().first()).isBetween(1L, 100L);
            assertThat(read(journal, 100)).hasSize(140);
            assertThatThrownBy(() -> journal.replay(0, (number, record) -> {})).hasMessageContaining("pruned");
        }
    }

    @Test
    void aRecordCutOutOfTheNumberingIsRefused() throws Exception {
        append(3, "first");
        Path file = Segment.all(folder).getLast().file();
        ByteBuffer group = ByteBuffer.allocate(Group.HEAD + 8).position(Group.HEAD);
        group.putInt(4).putInt(7);
        Group.seal(group, 9, 1);
        Files.write(file, group.array(), StandardOpenOption.APPEND);
        assertThatThrownBy(() -> Journal.open(folder, Journal.Options.DEFAULT))
                .hasMessageContaining("record 3 expected");
    }

    private void append(int count, String text) throws IOException, InterruptedException {
        try (Journal journal = Journal.open(folder, SMALL)) {
            CountDownLatch durable = new CountDownLatch(1);
            long target = journal.next() + count;
            for (int i = 0; i < count; i++) {
                journal.append(text.getBytes());
            }
            journal.start(new Until(target, durable));
            assertThat(durable.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<byte[]> read(Journal journal, long from) {
        List<byte[]> records = new ArrayList<>();
        journal.replay(from, (number, record) -> {
            assertThat(number).isEqualTo(from + records.size());
            records.add(record);
        });
        return records;
    }

    private record Until(long target, CountDownLatch reached) implements Ordering.Durability {
        @Override
        public void durable(long next) {
            if (next >= target) {
                reached.countDown();
            }
        }

        @Override
        public void failed(Throwable cause) {
            throw new AssertionError(cause);
        }
    }
}

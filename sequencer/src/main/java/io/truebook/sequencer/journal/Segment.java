package io.truebook.sequencer.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One file of a journal, named after its first record. */
record Segment(Path file, long first) {
    private static final String SUFFIX = ".journal";

    /** Groups that are whole, and how many bytes they take. */
    record Content(List<Group> groups, int length) {}

    static Segment named(Path folder, long first) {
        return new Segment(folder.resolve("%020d%s".formatted(first, SUFFIX)), first);
    }

    /** The segments of a folder in their order. */
    static List<Segment> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> new Segment(file, firstOf(file)))
                    .toList();
        }
    }

    /**
     * Reads all groups. Bytes after the last whole one are a torn write; a whole one after them means that what was durable has
     * been damaged, and opening must not go on as if it had never been there.
     */
    Content read() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        List<Group> groups = new ArrayList<>();
        int at = 0;
        for (Group group = Group.read(bytes, at); group != null; group = Group.read(bytes, at)) {
            requireFollows(groups, group);
            groups.add(group);
            at = group.end(at);
        }
        for (int later = at + 1; later + Group.HEAD <= bytes.limit(); later++) {
            if (bytes.getInt(later) == Group.MAGIC && Group.read(bytes, later) != null) {
                throw new OrderingFailedException(
                        file + " is damaged at byte " + at + ": whole groups follow at " + later);
            }
        }
        return new Content(groups, at);
    }

    /** Cuts off a torn write. */
    void truncate(int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }

    private void requireFollows(List<Group> groups, Group next) {
        long expected = groups.isEmpty()
                ? first
                : groups.getLast().first() + groups.getLast().count();
        if (next.first() != expected) {
            throw new OrderingFailedException(file + ": record " + expected + " expected, found " + next.first());
        }
    }

    private static long firstOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }
}

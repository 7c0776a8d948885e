package io.truebook.sequencer.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The ordering on one disk: append-only files, written by a thread of its own. While one group is being synced the next one
 * gathers, so the price of a sync is shared by all that arrived during the last one. After a failed write nothing is durable any
 * more until the journal is opened again: a disk that has lied once about a sync is not asked twice.
 */
public final class Journal implements Ordering {
    /** @param segmentBytes a file that has grown beyond this is followed by a new one */
    public record Options(int segmentBytes, int idleMillis) {
        public static final Options DEFAULT = new Options(64 << 20, 5);
    }

    /** Bytes that may wait for a sync; whoever appends more waits as well. */
    private static final int MOST_GATHERED = 8 << 20;

    private final Path folder;
    private final Options options;
    private final Object lock = new Object();
    private ByteBuffer gathering = emptyGroup();
    private int gathered;
    private long next;
    private Throwable failure;
    private boolean closed;

    private FileChannel channel;
    private long segmentLength;
    private Durability durability;
    private Thread thread;

    private Journal(Path folder, Options options) {
        this.folder = folder;
        this.options = options;
    }

    /** Opens or creates a journal; a torn last write is cut off, damage before it is refused. */
    public static Journal open(Path folder, Options options) {
        Journal journal = new Journal(folder, options);
        try {
            Files.createDirectories(folder);
            journal.recover();
        } catch (IOException failure) {
            throw new OrderingFailedException("cannot open the journal in " + folder, failure);
        }
        return journal;
    }

    @Override
    public void start(Durability listener) {
        durability = listener;
        thread = new Thread(this::writeGroups, "journal");
        thread.start();
    }

    @Override
    public long append(byte[] record) {
        synchronized (lock) {
            awaitRoom();
            if (failure != null || closed) {
                throw new OrderingFailedException("the journal in " + folder + " takes no more records", failure);
            }
            if (gathering.remaining() < 4 + record.length) {
                gathering = grown(gathering, 4 + record.length);
            }
            gathering.putInt(record.length).put(record);
            if (gathered++ == 0) {
                lock.notifyAll();
            }
            return next++;
        }
    }

    private void awaitRoom() {
        boolean interrupted = false;
        while (gathering.position() > MOST_GATHERED && thread != null && failure == null && !closed) {
            try {
                lock.wait();
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long next() {
        synchronized (lock) {
            return next;
        }
    }

    @Override
    public void replay(long from, Visitor visitor) {
        try {
            List<Segment> segments = Segment.all(folder);
            if (!segments.isEmpty() && from < segments.getFirst().first()) {
                throw new OrderingFailedException("record " + from + " is needed and has been pruned");
            }
            for (int i = 0; i < segments.size(); i++) {
                if (i + 1 == segments.size() || segments.get(i + 1).first() > from) {
                    segments.get(i).read().groups().forEach(group -> group.visit(from, visitor));
                }
            }
        } catch (IOException failed) {
            throw new OrderingFailedException("cannot read the journal in " + folder, failed);
        }
    }

    @Override
    public void prune(long before) {
        try {
            List<Segment> segments = Segment.all(folder);
            for (int i = 0; i + 1 < segments.size() && segments.get(i + 1).first() <= before; i++) {
                Files.delete(segments.get(i).file());
            }
        } catch (IOException failed) {
            throw new OrderingFailedException("cannot prune the journal in " + folder, failed);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            if (thread != null) {
                thread.join();
            }
            channel.close();
        } catch (IOException failed) {
            throw new OrderingFailedException("cannot close the journal in " + folder, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void recover() throws IOException {
        List<Segment> segments = Segment.all(folder);
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (i > 0 && segment.first() != next) {
                throw new OrderingFailedException("records from " + next + " to " + segment.first() + " are missing");
            }
            Segment.Content content = segment.read();
            boolean last = i + 1 == segments.size();
            long size = Files.size(segment.file());
            if (content.length() < size && !last) {
                throw new OrderingFailedException(segment.file() + " is damaged at byte " + content.length());
            }
            next = content.groups().isEmpty()
                    ? segment.first()
                    : content.groups().getLast().first()
                            + content.groups().getLast().count();
            if (last) {
                if (content.length() < size) {
                    segment.truncate(content.length());
                }
                resume(segment, content.length());
            }
        }
        if (segments.isEmpty()) {
            resume(Segment.named(folder, 0), 0);
        }
    }

    private void writeGroups() {
        try {
            ByteBuffer spare = emptyGroup();
            while (true) {
                ByteBuffer group;
                long end;
                synchronized (lock) {
                    if (gathered == 0 && !closed) {
                        lock.wait(options.idleMillis());
                    }
                    if (gathered == 0 && closed) {
                        return;
                    }
                    group = gathering;
                    end = next;
                    if (gathered > 0) {
                        Group.seal(group, end - gathered, gathered);
                        gathering = spare.clear().position(Group.HEAD);
                        gathered = 0;
                        spare = group;
                        lock.notifyAll();
                    }
                }
                if (group == spare) {
                    write(group.flip(), end);
                    durability.durable(end);
                } else {
                    durability.idle();
                }
            }
        } catch (IOException | RuntimeException | InterruptedException failed) {
            synchronized (lock) {
                failure = failed;
                lock.notifyAll();
            }
            durability.failed(failed);
        }
    }

    private void write(ByteBuffer group, long end) throws IOException {
        segmentLength += group.remaining();
        while (group.hasRemaining()) {
            channel.write(group);
        }
        channel.force(false);
        if (segmentLength > options.segmentBytes()) {
            channel.close();
            resume(Segment.named(folder, end), 0);
        }
    }

    private void resume(Segment segment, long length) throws IOException {
        channel = FileChannel.open(segment.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(length);
        segmentLength = length;
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static ByteBuffer emptyGroup() {
        return ByteBuffer.allocateDirect(1 << 20).position(Group.HEAD);
    }

    private static ByteBuffer grown(ByteBuffer buffer, int more) {
        int capacity = Math.max(2 * buffer.capacity(), buffer.position() + more);
        return ByteBuffer.allocateDirect(capacity).put(buffer.flip());
    }
}

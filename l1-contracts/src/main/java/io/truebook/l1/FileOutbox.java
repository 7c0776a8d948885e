package io.truebook.l1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One JSON file for each entry, written beside, synced and renamed, so that a crash leaves the old entry or the new one. */
public final class FileOutbox implements Outbox {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final MemoryOutbox entries = new MemoryOutbox();

    public FileOutbox(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                    entries.write(OutboxJson.read(Files.readAllBytes(file)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("outbox " + folder, failure);
        }
    }

    @Override
    public List<OutboxEntry> open() {
        return entries.open();
    }

    @Override
    public Optional<OutboxEntry> find(String key) {
        return entries.find(key);
    }

    @Override
    public void write(OutboxEntry entry) {
        String name = entry.request().key() + SUFFIX;
        Path beside = folder.resolve(name + ".new");
        try {
            try (FileChannel file = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(OutboxJson.write(entry));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder)) {
                directory.force(true);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("outbox " + folder, failure);
        }
        entries.write(entry);
    }
}

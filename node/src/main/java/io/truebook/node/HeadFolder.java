package io.truebook.node;

import io.truebook.l1.MalformedEncodingException;
import io.truebook.l1.SignedHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder in which users of the machine leave heads for the watcher, one JSON object a file; a file that was read is deleted. */
final class HeadFolder {
    private static final Logger LOG = LoggerFactory.getLogger("watcher");
    private static final int AT_ONCE = 100;
    private static final long LONGEST = 10_000;

    private final Path folder;

    HeadFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param heads takes a head; false keeps its file for the next time */
    void read(Predicate<SignedHead> heads) {
        for (Path file : files()) {
            try {
                if (Files.size(file) > LONGEST || heads.test(SignedHead.parse(Files.readAllBytes(file)))) {
                    Files.delete(file);
                }
            } catch (MalformedEncodingException noHead) {
                LOG.warn("{} is no head: {}", file, noHead.getMessage());
                drop(file);
            } catch (IOException unreadable) {
                LOG.warn("{} cannot be read: {}", file, unreadable.getMessage());
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .limit(AT_ONCE)
                    .toList();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", folder, unreadable.getMessage());
            return List.of();
        }
    }

    private static void drop(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            LOG.warn("{} cannot be deleted: {}", file, failure.getMessage());
        }
    }
}

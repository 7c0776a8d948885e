package io.truebook.sequencer.posting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells a data folder from a copy of it: a file that holds its own inode number. Copying, unpacking or restoring files gives them
 * other inodes. A disk or machine that is set back as a whole keeps them; that cannot be seen from inside.
 */
final class FolderMark {
    private static final String NAME = "folder-mark";

    private FolderMark() {}

    /** Whether the folder is where it was marked; marks it as it is now. A folder without a mark is taken for a copy. */
    static boolean isOriginal(Path folder) {
        Path mark = folder.resolve(NAME);
        try {
            boolean original = Files.exists(mark)
                    && Files.readString(mark, StandardCharsets.US_ASCII).equals(inode(mark));
            if (!original) {
                mark(mark);
            }
            return original;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot mark " + folder, failure);
        }
    }

    private static void mark(Path mark) throws IOException {
        try (FileChannel file = FileChannel.open(
                mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer inode = ByteBuffer.wrap(inode(mark).getBytes(StandardCharsets.US_ASCII));
            while (inode.hasRemaining()) {
                file.write(inode);
            }
            file.force(true);
        }
    }

    private static String inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino").toString();
    }
}

package io.truebook.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.SignedHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody may leave in the folder of heads: heads, and whatever else. */
class HeadFolderTest {
    private static final SignedHead HEAD =
            new SignedHead(word(1), 7, word(2), word(3), Bytes.of(new byte[SignedHead.SIGNATURE_LENGTH]));

    @TempDir
    Path folder;

    private final List<SignedHead> taken = new ArrayList<>();

    @Test
    void aHeadIsHandedOnOnceAndItsFileIsGone() throws IOException {
        Path file = write("head.json", HEAD.json().toString());
        HeadFolder heads = new HeadFolder(folder);
        heads.read(taken::add);
        heads.read(taken::add);
        assertThat(taken).containsExactly(HEAD);
        assertThat(file).doesNotExist();
    }

    @Test
    void aHeadThatIsRefusedIsOfferedAgain() throws IOException {
        Path file = write("head.json", HEAD.json().toString());
        HeadFolder heads = new HeadFolder(folder);
        heads.read(head -> false);
        assertThat(file).exists();
        heads.read(taken::add);
        assertThat(taken).containsExactly(HEAD);
    }

    @Test
    void junkIsDroppedAndStopsNobody() throws IOException {
        List<Path> junk = List.of(
                write("a.json", "no JSON"),
                write("b.json", "{}"),
                write("c.json", HEAD.json().put("signature", "0x00").toString()),
                write("d.json", HEAD.json().put("sequence", -1).toString()),
                write("e.json", "[".repeat(20_000)));
        Path head = write("f.json", HEAD.json().toString());
        new HeadFolder(folder).read(taken::add);
        assertThat(taken).containsExactly(HEAD);
        assertThat(head).doesNotExist();
        junk.forEach(file -> assertThat(file).doesNotExist());
    }

    @Test
    void otherFilesAreNotTouched() throws IOException {
        Path note = write("note.txt", "mine");
        new HeadFolder(folder).read(taken::add);
        assertThat(taken).isEmpty();
        assertThat(note).exists();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Bytes32 word(int last) {
        byte[] bytes = new byte[Bytes32.LENGTH];
        bytes[Bytes32.LENGTH - 1] = (byte) last;
        return Bytes32.of(bytes);
    }
}

package io.truebook.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Changes of branches and edges, and every lie about them; the same in a file for the contract. */
class ClaimsTest {
    private static final Path FILE = Path.of("../l1-contracts/test-forge/vectors/multiproofs.json");
    private static final long SEED = 3;

    @Test
    void everyChangeIsProvenAndLeadsToTheRootOfThePlainestReckoning() {
        for (Claim claim : Claims.honest()) {
            assertThat(claim.convinces()).as(claim.name()).isTrue();
            assertThat(claim.roots().after()).as(claim.name()).isEqualTo(claim.rootAfter());
        }
    }

    @Test
    void noLieConvinces() {
        for (Claim lie : Claims.lies()) {
            assertThat(lie.convinces()).as(lie.name()).isFalse();
        }
    }

    /** Two forms of one proof would be two commitments to one challenge. */
    @Test
    void noOtherByteConvinces() {
        for (Claim claim : Claims.honest()) {
            for (int bit = 0; bit < 8 * claim.proof().length; bit++) {
                byte[] other = claim.proof().clone();
                other[bit / 8] ^= (byte) (1 << bit % 8);
                Claim changed = claim.with("bit " + bit, other);
                assertThat(changed.convinces()).as(changed.name()).isFalse();
            }
        }
    }

    /** At most one sibling is opened for each cell that is empty before or after; the rest are hashes. */
    @Test
    void openingsAreBoundedByTheCellsThatComeGoOrAreAbsent() {
        for (Claim claim : everyKind()) {
            int empty = 0;
            for (int i = 0; i < claim.addresses().length; i++) {
                empty += Hashing.isEmpty(claim.before()[i]) || Hashing.isEmpty(claim.after()[i]) ? 1 : 0;
            }
            ByteBuffer proof = ByteBuffer.wrap(claim.proof());
            int count = proof.getShort() & 0xffff;
            int zero = 0;
            for (int i = 0; i < (count + 7) / 8; i++) {
                zero += Integer.bitCount(proof.get() & 0xff);
            }
            int opened = proof.remaining() - 32 * (count - zero);
            assertThat(opened).as(claim.name()).isBetween(0, SiblingReader.LONGEST_OPENING * empty);
        }
    }

    @Test
    void theFileForTheContractIsTrue() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        everyKind().forEach(claim -> all.writeBytes(bytes(claim)));
        Claims.lies().forEach(claim -> all.writeBytes(bytes(claim)));
        String json = "{\"proofs\": \"0x" + HexFormat.of().formatHex(all.toByteArray()) + "\"}\n";
        if (Boolean.getBoolean("truebook.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json);
        }
        assertThat(Files.readString(FILE)).isEqualTo(json);
    }

    private static List<Claim> everyKind() {
        List<Claim> all = new ArrayList<>(Claims.honest());
        RandomCells random = new RandomCells(SEED);
        TreeMap<Long, byte[]> cells = new TreeMap<>();
        for (int round = 0; round < 60; round++) {
            Map<Long, byte[]> changes = new TreeMap<>();
            for (long address : random.addresses(1 + random.below(6))) {
                byte[] cell = random.cell();
                changes.put(address, cell == null ? Claims.NOTHING : cell);
            }
            cells.keySet().stream()
                    .filter(_ -> random.below(10) == 0)
                    .forEach(address -> changes.put(address, Claims.NOTHING));
            all.add(Claim.of("round " + round, cells, changes));
            cells.putAll(changes);
            cells.values().removeIf(Hashing::isEmpty);
        }
        return all;
    }

    /** cells u16 ‖ (address u48 ‖ leaf before ‖ leaf after)… ‖ length u16 ‖ proof ‖ root before ‖ root after ‖ fits u8. */
    private static byte[] bytes(Claim claim) {
        int count = claim.addresses().length;
        ByteBuffer out = ByteBuffer.allocate(2 + count * 70 + 2 + claim.proof().length + 65)
                .putShort((short) count);
        for (int i = 0; i < count; i++) {
            out.put(BoundaryCodec.key(claim.addresses()[i]))
                    .put(leaf(claim.before()[i]))
                    .put(leaf(claim.after()[i]));
        }
        out.putShort((short) claim.proof().length).put(claim.proof());
        try {
            Multiproof.Roots roots = claim.roots();
            out.put(roots.before()).put(roots.after()).put((byte) 1);
        } catch (Multiproof.MalformedProofException rejected) {
            out.put(new byte[65]);
        }
        return out.array();
    }

    private static byte[] leaf(byte[] words) {
        return Hashing.isEmpty(words) ? new byte[32] : Claims.leaf(words);
    }
}

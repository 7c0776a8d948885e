package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts that re-execute a segment cannot see the block, the caller's money, or anything stored on L1: they have no instruction for it. */
class EngineOpcodesTest {
    private static final Map<Integer, String> OUTSIDE = Map.ofEntries(
            Map.entry(0x31, "BALANCE"),
            Map.entry(0x32, "ORIGIN"),
            Map.entry(0x33, "CALLER"),
            Map.entry(0x3a, "GASPRICE"),
            Map.entry(0x3b, "EXTCODESIZE"),
            Map.entry(0x3c, "EXTCODECOPY"),
            Map.entry(0x3f, "EXTCODEHASH"),
            Map.entry(0x40, "BLOCKHASH"),
            Map.entry(0x41, "COINBASE"),
            Map.entry(0x42, "TIMESTAMP"),
            Map.entry(0x43, "NUMBER"),
            Map.entry(0x44, "PREVRANDAO"),
            Map.entry(0x45, "GASLIMIT"),
            Map.entry(0x46, "CHAINID"),
            Map.entry(0x47, "SELFBALANCE"),
            Map.entry(0x48, "BASEFEE"),
            Map.entry(0x49, "BLOBHASH"),
            Map.entry(0x4a, "BLOBBASEFEE"),
            Map.entry(0x54, "SLOAD"),
            Map.entry(0x55, "SSTORE"),
            Map.entry(0xf0, "CREATE"),
            Map.entry(0xf1, "CALL"),
            Map.entry(0xf2, "CALLCODE"),
            Map.entry(0xf5, "CREATE2"),
            Map.entry(0xff, "SELFDESTRUCT"));

    private static final int PUSH1 = 0x60;
    private static final int PUSH32 = 0x7f;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AdmissionEngine",
                "OrderEngine",
                "AccountEngine",
                "MatchingEngine",
                "RiskEngine",
                "FraudVerifier"
            })
    void noInstructionReadsTheOutside(String contract) {
        String code = ContractArtifact.load(contract).deployed().path("object").asString("");
        byte[] bytes = HexFormat.of().parseHex(code.substring(2));
        assertThat(bytes.length).isGreaterThan(1_000);
        assertThat(outside(bytes)).isEmpty();
    }

    @Test
    void theScanSeesInstructionsAndSkipsWhatIsPushed() {
        assertThat(outside(new byte[] {0x42})).containsEntry(0, "TIMESTAMP");
        assertThat(outside(new byte[] {0x61, 0x42, 0x42, 0x54})).containsOnly(Map.entry(3, "SLOAD"));
        assertThat(outside(ContractArtifact.load("Rollup")
                        .deployed()
                        .path("object")
                        .asString("")
                        .substring(2)
                        .transform(HexFormat.of()::parseHex)))
                .containsValues("TIMESTAMP", "NUMBER", "CALLER", "SLOAD", "SSTORE");
    }

    private static Map<Integer, String> outside(byte[] code) {
        Map<Integer, String> found = new TreeMap<>();
        for (int at = 0; at < code.length; at++) {
            int opcode = Byte.toUnsignedInt(code[at]);
            if (OUTSIDE.containsKey(opcode)) {
                found.put(at, OUTSIDE.get(opcode));
            }
            if (opcode >= PUSH1 && opcode <= PUSH32) {
                at += opcode - PUSH1 + 1;
            }
        }
        return found;
    }
}

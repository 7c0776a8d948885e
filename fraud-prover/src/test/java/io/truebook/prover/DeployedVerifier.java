package io.truebook.prover;

import io.truebook.l1.AnvilProcess;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CallRequest;
import io.truebook.l1.CallResult;
import io.truebook.l1.Deployment;
import io.truebook.l1.EthAddress;
import io.truebook.l1.JsonRpcEndpoint;
import io.truebook.l1.Keccak;
import io.truebook.l1.L1Client;
import io.truebook.l1.L1Query;
import io.truebook.l1.Read;
import io.truebook.l1.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verifier and its engines, deployed on an anvil of its own from the artifacts of the build. */
final class DeployedVerifier implements AutoCloseable {
    /** What execute gave, and what it cost without calldata; or the error it reverted with. */
    sealed interface Outcome {
        record Executed(Bytes32 postRoot, boolean invalid, long gasUsed) implements Outcome {}

        record Reverted(Bytes error) implements Outcome {}
    }

    /** Gas limit of one transaction, EIP-7825. */
    static final long GAS_LIMIT = 1L << 24;

    /** Bytes of the code that makes a call with a given gas, before the calldata that it carries. */
    private static final int CALLER_LENGTH = 56;

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String ARGUMENTS =
            "((uint16,bytes32,uint48,uint48,uint48,bytes32,bytes32,uint32,uint16,bytes32,bytes32),bytes32,uint256,bytes)";
    private static final String SENDER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    private final AnvilProcess anvil = AnvilProcess.start(AnvilProcess.Options.INSTANT);
    private final L1Client client =
            new L1Client(List.of(new JsonRpcEndpoint(anvil.url(), DEADLINE)), 1, RetryPolicy.STANDARD);
    private final StepTrace traces = new StepTrace(anvil.url());
    private final Path artifacts = artifacts();
    private final EthAddress verifier;
    private final EthAddress meter;

    DeployedVerifier(EthAddress bridge) {
        ByteArrayOutputStream arguments = new ByteArrayOutputStream();
        arguments.writeBytes(word(bridge));
        for (String contract : Deployment.ENGINES.keySet()) {
            EthAddress engine = deploy(contract, new byte[0]);
            arguments.writeBytes(word(engine));
            arguments.writeBytes(codeHash(engine));
        }
        verifier = deploy("FraudVerifier", arguments.toByteArray());
        meter = deploy("GasMeter", new byte[0]);
    }

    /** Runs a segment by eth_call through the gas meter. */
    Outcome execute(BatchHeader header, Bytes32 parentRoot, int segment, byte[] proof) {
        return execute(header, parentRoot, segment, proof, GAS_LIMIT);
    }

    Outcome execute(BatchHeader header, Bytes32 parentRoot, int segment, byte[] proof, long gasLimit) {
        byte[] call = executeCall(header, parentRoot, segment, proof);
        byte[] measured = encode("measure(address,bytes)", List.of(word(verifier), word(64)), call);
        CallRequest request = CallRequest.to(meter, Bytes.of(measured)).as(new EthAddress(SENDER), gasLimit);
        return switch (client.read(L1Query.call(request, BlockId.LATEST))) {
            case Read.Value<CallResult>(CallResult result, String endpoint) -> outcome(result);
            case Read.Unavailable<CallResult>(List<String> reasons) ->
                throw new IllegalStateException("eth_call: " + reasons);
        };
    }

    /** Runs a call to the verifier itself, one instruction after the other; true when it fails. */
    boolean trace(byte[] call, long gasLimit, StepTrace.Listener listener) {
        return traces.run(new EthAddress(SENDER), verifier, call, gasLimit, listener);
    }

    /** What a call returned or reverted with. */
    record Answer(boolean done, byte[] data) {}

    /**
     * Calls the verifier with exactly so much gas. A transaction must have gas for its calldata, far more than would starve the first
     * steps of a proof; so a contract under construction makes the call, and what it would be created with is the answer.
     */
    Answer callWith(long gas, byte[] call) {
        ByteBuffer code = ByteBuffer.allocate(CALLER_LENGTH + call.length);
        code.put((byte) 0x62).put(three(call.length)).put(new byte[] {0x60, CALLER_LENGTH, 0x5f, 0x39});
        code.put(new byte[] {0x5f, 0x5f, 0x62}).put(three(call.length)).put(new byte[] {0x5f, 0x5f, 0x73});
        code.put(verifier.bytes()).put((byte) 0x63).putInt((int) gas).put((byte) 0xf1);
        code.put(new byte[] {0x5f, 0x52, 0x3d, 0x5f, 0x60, 0x20, 0x3e, 0x3d, 0x60, 0x20, 0x01, 0x5f, (byte) 0xf3});
        code.put(call);
        JsonNode answer = anvil.call(
                "eth_call",
                Map.of("from", SENDER, "data", Bytes.of(code.array()).hex(), "gas", "0xffffff"),
                "latest");
        byte[] data = Bytes.fromHex(answer.stringValue()).bytes();
        return new Answer(data[31] == 1, Arrays.copyOfRange(data, 32, data.length));
    }

    private static byte[] three(int number) {
        return new byte[] {(byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    /** Calldata of execute. */
    static byte[] executeCall(BatchHeader header, Bytes32 parentRoot, int segment, byte[] proof) {
        return call("execute", header, parentRoot, segment, proof);
    }

    /** Calldata of isFraud. */
    static byte[] isFraudCall(BatchHeader header, Bytes32 parentRoot, int segment, byte[] proof) {
        return call("isFraud", header, parentRoot, segment, proof);
    }

    private static byte[] call(String function, BatchHeader header, Bytes32 parentRoot, int segment, byte[] proof) {
        long proofOffset = BatchHeader.ENCODED_LENGTH + 3 * Bytes32.LENGTH;
        return encode(
                function + ARGUMENTS,
                List.of(header.abiEncode(), parentRoot.bytes(), word(segment), word(proofOffset)),
                proof);
    }

    /**
     * Gas of a transaction that carries the proof: execution and calldata (EIP-2028: 16 gas a byte, 4 for a zero one), or the floor of
     * EIP-7623 (40 and 10) when that is more.
     */
    static long transactionGas(byte[] proof, long execution) {
        long units = 0;
        for (byte b : proof) {
            units += b == 0 ? 1 : 4;
        }
        return 21_000 + Math.max(4 * units + execution, 10 * units);
    }

    private static Outcome outcome(CallResult result) {
        return switch (result) {
            case CallResult.Reverted(Bytes error) -> new Outcome.Reverted(error);
            case CallResult.Returned(Bytes data) -> {
                byte[] words = data.bytes();
                yield new Outcome.Executed(
                        Bytes32.of(Arrays.copyOfRange(words, 96, 128)),
                        words[159] == 1,
                        new BigInteger(1, words, 0, 32).longValueExact());
            }
        };
    }

    /** Selector, static words, and one last argument of bytes. */
    private static byte[] encode(String function, List<byte[]> words, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Keccak.hash(function.getBytes(StandardCharsets.US_ASCII)).bytes(), 0, 4);
        words.forEach(out::writeBytes);
        out.writeBytes(word(bytes.length));
        out.writeBytes(bytes);
        out.writeBytes(new byte[(32 - bytes.length % 32) % 32]);
        return out.toByteArray();
    }

    private EthAddress deploy(String contract, byte[] arguments) {
        String code = artifact(contract).path("bytecode").path("object").stringValue();
        JsonNode hash = anvil.call(
                "eth_sendTransaction",
                Map.of("from", SENDER, "data", code + Bytes.of(arguments).hex().substring(2), "gas", "0xffffff"));
        JsonNode receipt = receipt(hash.stringValue());
        if (!receipt.path("status").stringValue().equals("0x1")) {
            throw new IllegalStateException(contract + " does not deploy");
        }
        return new EthAddress(receipt.path("contractAddress").stringValue());
    }

    /** anvil answers before it has made the block. */
    private JsonNode receipt(String hash) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode receipt = anvil.call("eth_getTransactionReceipt", hash);
            if (receipt.isObject()) {
                return receipt;
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("no receipt of " + hash);
    }

    private byte[] codeHash(EthAddress contract) {
        String code = anvil.call("eth_getCode", contract.hex(), "latest").stringValue();
        return Keccak.hash(Bytes.fromHex(code).bytes()).bytes();
    }

    private JsonNode artifact(String contract) {
        Path file = artifacts.resolve(contract + ".sol/" + contract + ".json");
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (IOException missing) {
            throw new UncheckedIOException("run 'npm run build' in l1-contracts first", missing);
        }
    }

    static Path artifacts() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path out = folder.resolve("l1-contracts/out");
            if (Files.isDirectory(out)) {
                return out;
            }
        }
        throw new IllegalStateException("the contracts are not built: run 'npm run build' in l1-contracts");
    }

    private static byte[] word(long number) {
        byte[] word = new byte[32];
        ByteBuffer.wrap(word).putLong(24, number);
        return word;
    }

    private static byte[] word(EthAddress address) {
        byte[] word = new byte[32];
        System.arraycopy(address.bytes(), 0, word, 12, EthAddress.LENGTH);
        return word;
    }

    @Override
    public void close() {
        client.close();
        anvil.close();
    }
}

package io.truebook.l1;

/** The contract that takes the bond of a sequencer for two orders of items under one lease. */
public record EquivocationContract(EthAddress address) implements CommitmentsContract {
    private static final long HEADS_GAS = 400_000;

    /** A head with the place where L1 holds its inbox accumulator. @param inboxIndex number of messages */
    public record Placed(SignedHead head, long inboxIndex) {}

    /** Two heads of one item. */
    public ContractCall proveHeads(Placed first, Placed second, Bytes32 salt) {
        Bytes call = Abi.call("proveHeads", Abi.head(first), Abi.head(second), Abi.bytes32(salt));
        return ContractCall.of(address, HEADS_GAS, call);
    }

    /** A head, and a batch that says something else of its item. @param proof of the cursor before the segment and the data from there on */
    public ContractCall proveBatch(
            Placed head, BatchHeader header, BatchHeader parent, int segment, Bytes proof, Bytes32 salt) {
        Bytes call = Abi.call(
                "proveBatch",
                Abi.head(head),
                Abi.header(header),
                Abi.header(parent),
                Abi.uint256(segment),
                Abi.bytes(proof),
                Abi.bytes32(salt));
        return ContractCall.of(address, TransactionRequest.MAX_GAS, call);
    }

    /** What a commitment to two heads names as the hash of its proof. */
    public static Bytes32 proofHash(Placed first, Placed second) {
        return Keccak.hash(words(first), words(second));
    }

    /** What a commitment to a head against a batch names as the hash of its proof. */
    public static Bytes32 proofHash(Placed head, Bytes32 batchHash) {
        return Keccak.hash(words(head), batchHash.bytes());
    }

    /** The chain hash after an item of a batch, as the proof leads to it; a revert when it does not. */
    public L1Query<CallResult> chainHashAfter(
            BatchHeader header, BatchHeader parent, int segment, Bytes proof, long sequence, BlockId block) {
        Bytes data = Abi.call(
                "chainHashAfter",
                Abi.header(header),
                Abi.header(parent),
                Abi.uint256(segment),
                Abi.bytes(proof),
                Abi.uint256(sequence));
        return ContractCall.of(address, TransactionRequest.MAX_GAS, data).dryRun(EthAddress.ZERO, block);
    }

    private static byte[] words(Placed head) {
        byte[] call = Abi.call("words", Abi.head(head)).bytes();
        return java.util.Arrays.copyOfRange(call, 4, call.length);
    }
}

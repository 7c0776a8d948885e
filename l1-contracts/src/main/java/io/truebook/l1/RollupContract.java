package io.truebook.l1;

/** The chain of batches on L1. */
public record RollupContract(EthAddress address) implements CommitmentsContract {
    /** Gas of an append beside its data, and for each byte: the calldata floor is 40 for a byte that is not zero. */
    private static final long APPEND_GAS = 500_000;

    private static final long APPEND_GAS_PER_BYTE = 45;

    /** The last canonical batch. @param time seconds */
    public record Tip(long index, Bytes32 batchHash, long time, long inboxEnd) {}

    /** @param postedTime seconds @param canonical false for a deleted batch that nothing has replaced yet */
    public record BatchRecord(
            Bytes32 batchHash, EthAddress submitter, long postedBlock, long postedTime, boolean canonical) {}

    public ContractCall append(
            Bytes32 parentHash,
            Bytes32 leaseId,
            long time,
            long inboxEnd,
            Bytes32 inboxAcc,
            int segments,
            Bytes32 finalRoot,
            byte[] data) {
        Bytes call = Abi.call(
                "append",
                Abi.bytes32(parentHash),
                Abi.bytes32(leaseId),
                Abi.uint48(time),
                Abi.uint48(inboxEnd),
                Abi.bytes32(inboxAcc),
                Abi.uint16(segments),
                Abi.bytes32(finalRoot),
                Abi.bytes(Bytes.of(data)));
        return ContractCall.of(address, APPEND_GAS + APPEND_GAS_PER_BYTE * call.length(), call);
    }

    /** The append that gives the batch of this header, or reverts. */
    public ContractCall append(BatchHeader header, byte[] data) {
        return append(
                header.parentHash(),
                header.leaseId(),
                header.time(),
                header.inboxEnd(),
                header.inboxAcc(),
                header.segments(),
                header.finalRoot(),
                data);
    }

    public ContractCall prove(BatchHeader header, BatchHeader parent, int segment, Bytes proof, Bytes32 salt) {
        Bytes call = Abi.call(
                "prove",
                Abi.bytes32(header.hash()),
                Abi.header(header),
                Abi.header(parent),
                Abi.uint256(segment),
                Abi.bytes(proof),
                Abi.bytes32(salt));
        return ContractCall.of(address, TransactionRequest.MAX_GAS, call);
    }

    public L1Query<Tip> tip(BlockId block) {
        return view(block, "tip", Abi.call("tip"))
                .map(words -> new Tip(words.number(0), words.word(1), words.number(2), words.number(3)));
    }

    public L1Query<BatchRecord> batch(long index, BlockId block) {
        return view(block, "batch", Abi.call("batch", Abi.uint256(index)))
                .map(words -> new BatchRecord(
                        words.word(0), words.address(1), words.number(2), words.number(3), words.flag(4)));
    }

    public L1Query<BatchStatus> statusOf(long index, Bytes32 batchHash, BlockId block) {
        return view(block, "statusOf", Abi.call("statusOf", Abi.uint256(index), Abi.bytes32(batchHash)))
                .map(words -> BatchStatus.of(words.number(0)));
    }

    /** The least inbox end of a batch appended on the tip in the block after. */
    public L1Query<Long> requiredInboxEnd(BlockId block) {
        return view(block, "requiredInboxEnd", Abi.call("requiredInboxEnd")).map(words -> words.number(0));
    }

    public L1Query<EthAddress> verifier(BlockId block) {
        return view(block, "VERIFIER", Abi.call("VERIFIER")).map(words -> words.address(0));
    }

    public L1Query<Bytes32> parametersHash(BlockId block) {
        return view(block, "PARAMETERS_HASH", Abi.call("PARAMETERS_HASH")).map(words -> words.word(0));
    }

    private L1Query<AbiWords> view(BlockId block, String name, Bytes data) {
        return L1Query.view("Rollup." + name, address, data, block);
    }
}

package io.truebook.l1;

/** The contract that re-executes a segment. Asked by eth_call only: Rollup asks it when a proof is sent. */
public record VerifierContract(EthAddress address) {
    /** What it says of a proof. */
    public sealed interface Answer {
        /** @param fraud whether the segment does not give the root that the batch claims for it */
        record Judged(boolean fraud) implements Answer {}

        /** The proof is incomplete or malformed, or gas ran short: this says nothing about the batch. */
        record NotJudged(Bytes error) implements Answer {}
    }

    /** What a segment leads to. */
    public sealed interface Execution {
        record Executed(Bytes32 postRoot, boolean invalid) implements Execution {}

        record NotExecuted(Bytes error) implements Execution {}
    }

    public L1Query<Answer> isFraud(BatchHeader header, Bytes32 parentRoot, int segment, Bytes proof, BlockId block) {
        return call("isFraud", header, parentRoot, segment, proof, block).map(result -> switch (result) {
            case CallResult.Returned(Bytes data) -> new Answer.Judged(new AbiWords(data).flag(0));
            case CallResult.Reverted(Bytes error) -> new Answer.NotJudged(error);
        });
    }

    public L1Query<Execution> execute(BatchHeader header, Bytes32 parentRoot, int segment, Bytes proof, BlockId block) {
        return call("execute", header, parentRoot, segment, proof, block).map(result -> switch (result) {
            case CallResult.Returned(Bytes data) -> {
                AbiWords words = new AbiWords(data);
                yield new Execution.Executed(words.word(0), words.flag(1));
            }
            case CallResult.Reverted(Bytes error) -> new Execution.NotExecuted(error);
        });
    }

    private L1Query<CallResult> call(
            String function, BatchHeader header, Bytes32 parentRoot, int segment, Bytes proof, BlockId block) {
        Bytes data =
                Abi.call(function, Abi.header(header), Abi.bytes32(parentRoot), Abi.uint256(segment), Abi.bytes(proof));
        return ContractCall.of(address, TransactionRequest.MAX_GAS, data).dryRun(EthAddress.ZERO, block);
    }
}

package io.truebook.l1;

import java.math.BigInteger;
import java.util.Optional;

/** Bonds and the lease on L1. */
public record SequencersContract(EthAddress address) {
    private static final long GAS = 300_000;

    /**
     * Who may append.
     *
     * @param number of the current or last lease
     * @param holder empty while vacant
     * @param since start of the lease or of the vacancy, seconds
     * @param claimedAt seconds, 0 without a claimant
     * @param id zero while vacant
     */
    public record Lease(
            long number,
            Optional<EthAddress> holder,
            long since,
            Optional<EthAddress> claimant,
            long claimedAt,
            boolean forSilence,
            Bytes32 id) {}

    /** @param amount wei, 0 = not bonded @param unbondingSince seconds, 0 = not unbonding */
    public record Bond(
            BigInteger amount, long lastAppendTime, long lastAppendBlock, long position, long unbondingSince) {}

    public ContractCall bond(BigInteger wei) {
        return call("bond").paying(wei);
    }

    /** Takes a vacant lease at once, or announces that a held one will be taken. */
    public ContractCall claim() {
        return call("claim");
    }

    /** Takes a claimed lease after the grace period. */
    public ContractCall activate() {
        return call("activate");
    }

    public ContractCall release() {
        return call("release");
    }

    public ContractCall unbond() {
        return call("unbond");
    }

    public ContractCall withdrawBond(EthAddress to) {
        return ContractCall.of(address, GAS, Abi.call("withdrawBond", Abi.address(to)));
    }

    public ContractCall withdrawReward(EthAddress to) {
        return ContractCall.of(address, GAS, Abi.call("withdrawReward", Abi.address(to)));
    }

    public L1Query<Lease> lease(BlockId block) {
        return view(block, "lease", Abi.call("lease"))
                .map(words -> new Lease(
                        words.number(0),
                        present(words.address(1)),
                        words.number(2),
                        present(words.address(3)),
                        words.number(4),
                        words.flag(5),
                        words.word(6)));
    }

    /** Who began a lease; empty when L1 knows none of this id. */
    public L1Query<Optional<EthAddress>> holderOf(Bytes32 leaseId, BlockId block) {
        return view(block, "holderOf", Abi.call("holderOf", Abi.bytes32(leaseId)))
                .map(words -> present(words.address(0)));
    }

    /** Whether the bond under which a lease was begun can still be taken. */
    public L1Query<Boolean> isLiable(Bytes32 leaseId, BlockId block) {
        return view(block, "isLiable", Abi.call("isLiable", Abi.bytes32(leaseId)))
                .map(words -> words.flag(0));
    }

    /** Earliest L1 time at which the sequencer may claim as things stand, seconds. */
    public L1Query<Long> claimableAt(EthAddress sequencer, BlockId block) {
        return view(block, "claimableAt", Abi.call("claimableAt", Abi.address(sequencer)))
                .map(words -> words.number(0));
    }

    public L1Query<Boolean> isActive(EthAddress sequencer, BlockId block) {
        return view(block, "isActive", Abi.call("isActive", Abi.address(sequencer)))
                .map(words -> words.flag(0));
    }

    public L1Query<Bond> bondOf(EthAddress sequencer, BlockId block) {
        return view(block, "bonds", Abi.call("bonds", Abi.address(sequencer)))
                .map(words ->
                        new Bond(words.big(0), words.number(1), words.number(2), words.number(3), words.number(4)));
    }

    /** Wei that a challenger may withdraw. */
    public L1Query<BigInteger> rewardOf(EthAddress challenger, BlockId block) {
        return view(block, "rewards", Abi.call("rewards", Abi.address(challenger)))
                .map(words -> words.big(0));
    }

    private ContractCall call(String function) {
        return ContractCall.of(address, GAS, Abi.call(function));
    }

    private static Optional<EthAddress> present(EthAddress address) {
        return address.equals(EthAddress.ZERO) ? Optional.empty() : Optional.of(address);
    }

    private L1Query<AbiWords> view(BlockId block, String name, Bytes data) {
        return L1Query.view("Sequencers." + name, address, data, block);
    }
}

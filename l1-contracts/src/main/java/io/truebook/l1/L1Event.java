package io.truebook.l1;

import java.math.BigInteger;

/** What Truebook's contracts tell the world, each event with the log it was read from. */
public sealed interface L1Event {
    Log log();

    /** A batch with all its bytes; index 0 is the genesis batch. */
    record BatchAppended(Log log, long index, Bytes32 batchHash, EthAddress submitter, BatchHeader header, Bytes data)
            implements L1Event {
        /** Whether header and data are what the hash stands for; else an endpoint has altered them. */
        public boolean matchesHash() {
            return header.hash().equals(batchHash)
                    && header.index() == index
                    && header.dataLength() == data.length()
                    && header.dataRoot().equals(DataChunks.root(data.bytes()));
        }
    }

    /** Batches {@code index} to {@code lastIndex} are gone. @param challenger zero when nobody is paid @param reward wei */
    record BatchDeleted(
            Log log,
            long index,
            Bytes32 batchHash,
            EthAddress challenger,
            long lastIndex,
            long segment,
            EthAddress submitter,
            BigInteger reward)
            implements L1Event {}

    record Committed(Log log, Bytes32 commitment) implements L1Event {}

    /** @param inbox after the message */
    record MessageEnqueued(Log log, long index, Bytes message, Inbox inbox, long cumulativeWeight) implements L1Event {}

    record AccountOpened(Log log, long account, EthAddress owner) implements L1Event {}

    /** @param amount nano-USDC */
    record WithdrawalClaimed(Log log, long number, EthAddress recipient, EthAddress to, long amount)
            implements L1Event {}

    /** From now on withdrawals in the state of this batch are paid. @param credited nano-USDC @param withdrawn nano-USDC */
    record Reconciled(Log log, long index, Bytes32 batchHash, BigInteger credited, BigInteger withdrawn)
            implements L1Event {}

    /**
     * The state of this batch is not what the Bridge's books say, or tokens are gone: withdrawals in it are not paid.
     *
     * @param credited in the state, nano-USDC, as the next three; modulo 2⁶⁴
     * @param creditedHere by the Bridge, up to the batch's end of the inbox
     * @param surplus units of the token beyond the books
     */
    record WithdrawalsPaused(
            Log log,
            long index,
            Bytes32 batchHash,
            BigInteger credited,
            BigInteger creditedHere,
            BigInteger withdrawn,
            BigInteger liabilities,
            BigInteger surplus)
            implements L1Event {}

    record LeaseStarted(Log log, long number, EthAddress holder, Bytes32 leaseId, Bytes32 tipHash) implements L1Event {}

    record LeaseEnded(Log log, long number, EthAddress holder) implements L1Event {}

    /** @param effectiveAt seconds */
    record LeaseClaimed(Log log, long number, EthAddress claimant, boolean forSilence, long effectiveAt)
            implements L1Event {}

    record LeaseClaimCancelled(Log log, long number, EthAddress claimant) implements L1Event {}

    record Bonded(Log log, EthAddress sequencer, long position) implements L1Event {}

    /** @param reward wei @param burned wei */
    record Slashed(Log log, EthAddress sequencer, EthAddress challenger, BigInteger reward, BigInteger burned)
            implements L1Event {}
}

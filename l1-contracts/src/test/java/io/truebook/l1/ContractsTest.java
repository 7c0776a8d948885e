package io.truebook.l1;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.BridgeContract.StateBooks;
import io.truebook.l1.BridgeContract.Withdrawal;
import io.truebook.tree.Multiproof;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {
    private static final int SEQUENCER = 2;
    private static final int STANDBY = 3;
    private static final int WATCHER = 4;
    private static final int TRADER = 5;
    private static final Bytes32 SALT = Keccak.hash(new byte[] {7});
    private static final long CURSOR = 1L << 40;
    private static final long CONFIG = CURSOR + 1;
    private static final long TOTALS = CURSOR + 2;
    private static final long LISTED = CURSOR + 3;
    private static final long WITHDRAWAL_SPACE = 6;

    private final RandomBytes random = new RandomBytes();
    private DevChain chain;
    private Deployment at;

    @BeforeEach
    void start() {
        chain = new DevChain();
        at = chain.deployment;
    }

    @AfterEach
    void stop() {
        chain.close();
    }

    @Test
    void aDeploymentShowsItsParametersItsGenesisAndWhomItTrusts(@TempDir Path folder) {
        assertThat(chain.ask(at.rollup().parametersHash(BlockId.LATEST))).isEqualTo(chain.parameters.hash());
        assertThat(chain.ask(at.rollup().verifier(BlockId.LATEST))).isEqualTo(at.verifierAddress());
        assertThat(chain.ask(at.rollup().tip(BlockId.LATEST)).batchHash())
                .isEqualTo(at.genesis().hash());
        assertThat(chain.ask(at.rollup().statusOf(0, at.genesis().hash(), BlockId.LATEST)))
                .isEqualTo(BatchStatus.FINAL);
        assertThat(chain.events(L1Event.BatchAppended.class)).singleElement().satisfies(genesis -> {
            assertThat(genesis.header()).isEqualTo(at.genesis());
            assertThat(genesis.matchesHash()).isTrue();
        });
        assertThat(chain.events(L1Event.MessageEnqueued.class)).singleElement().satisfies(enqueued -> {
            assertThat(enqueued.message().bytes()).endsWith(DevChain.GENESIS_MESSAGE.bytes());
            assertThat(enqueued.inbox())
                    .isEqualTo(Inbox.EMPTY.after(enqueued.message().bytes()));
        });
        Path file = folder.resolve("deployment.json");
        at.write(file);
        assertThat(Deployment.read(file)).isEqualTo(at);
    }

    @Test
    void theAuditPassesWhatWasDeployedAndNamesWhatIsOtherwise() {
        assertThat(DeploymentAudit.problems(chain.client, at, chain.parameters)).isEmpty();
        assertThat(DeploymentAudit.problems(chain.client, at, RollupParameters.profile("mainnet")))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).contains("PARAMETERS_HASH"));
        Deployment swapped = new Deployment(
                at.chainId(),
                at.block(),
                at.bridgeAddress(),
                at.rollupAddress(),
                at.sequencersAddress(),
                at.tokenAddress(),
                at.bridgeAddress(),
                at.tokenAddress(),
                at.genesisTime() + 1,
                at.genesisRoot());
        assertThat(String.join("\n", DeploymentAudit.problems(chain.client, swapped, chain.parameters)))
                .contains(
                        "code of FraudVerifier",
                        "Rollup.VERIFIER",
                        "code of Equivocation",
                        "Sequencers.EQUIVOCATION",
                        "genesis batch");
    }

    @Test
    void batchesOfEveryShapeGetTheHashJavaComputes() {
        chain.bonded(SEQUENCER);
        chain.leased(SEQUENCER);
        BatchHeader parent = at.genesis();
        for (int length :
                new int[] {0, 1, 31, 32, 1_023, 1_024, 1_025, 2_048, 3_000, 5 * 1_024, 7 * 1_024 + 1, 33 * 1_024}) {
            byte[] data = random.bytes(length);
            int segments = 1 + random.below(Math.min(length / 32 + 1, BatchData.MAX_SEGMENTS));
            BatchHeader header = chain.next(parent, segments, data, random.word());
            chain.done(SEQUENCER, at.rollup().append(header, data));
            assertThat(chain.ask(at.rollup().tip(BlockId.LATEST)).batchHash())
                    .as("%d bytes in %d segments", length, segments)
                    .isEqualTo(header.hash());
            parent = header;
        }
    }

    @Test
    void aConstructorThatRevertsSaysWhy() {
        Deployer deployer = new Deployer(chain.client, chain.sender(DevChain.DEPLOYER), at.chainId());
        Deployer.Result<Deployment> result = deployer.deploy(new Deployer.Plan(
                chain.parameters,
                at.tokenAddress(),
                chain.address(WATCHER),
                List.of(),
                chain.head().timestamp() + 10_000,
                Bytes32.ZERO));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Deployer.Result.Failed.class,
                        failed -> assertThat(failed.reason()).contains("TimeOutOfRange"));
    }

    @Test
    void depositsAndForcedMessagesStandInTheInboxAsJavaEncodesThem() {
        assertThat(chain.deposited(TRADER, 5_000_000)).isEqualTo(16);
        Bytes item = Bytes.of(random.bytes(100));
        BigInteger fee = chain.ask(at.bridge().forcedFee(BlockId.LATEST));
        chain.done(TRADER, at.bridge().force(item, fee.shiftLeft(4)));

        List<L1Event.MessageEnqueued> messages = chain.events(L1Event.MessageEnqueued.class);
        assertThat(InboxMessage.decode(messages.get(1).message().bytes()))
                .isEqualTo(
                        new InboxMessage.Deposit(timeOf(messages.get(1)), 16, chain.address(TRADER), 5_000_000_000L));
        assertThat(InboxMessage.decode(messages.get(2).message().bytes()))
                .isEqualTo(new InboxMessage.Forced(timeOf(messages.get(2)), item.bytes()));
        Inbox inbox = Inbox.EMPTY;
        for (L1Event.MessageEnqueued message : messages) {
            inbox = inbox.after(message.message().bytes());
            assertThat(message.inbox()).isEqualTo(inbox);
            assertThat(chain.ask(at.bridge().inboxAcc(inbox.length(), BlockId.LATEST)))
                    .isEqualTo(inbox.accumulator());
        }
        assertThat(chain.ask(at.bridge().inboxLength(BlockId.LATEST))).isEqualTo(inbox.length());
        assertThat(chain.ask(at.bridge().books(BlockId.LATEST)))
                .isEqualTo(new BridgeContract.Books(BigInteger.valueOf(5_000_000_000L), BigInteger.ZERO));
        assertThat(chain.ask(at.bridge().accountOf(chain.address(WATCHER), BlockId.LATEST)))
                .isEqualTo(OptionalLong.empty());
    }

    @Test
    void theLargestBatchIsAppendedUnderTheHashJavaComputesAndBecomesFinal() {
        chain.bonded(SEQUENCER);
        chain.leased(SEQUENCER);
        byte[] data = random.bytes(BatchData.MAX_LENGTH);
        BatchHeader header = chain.next(at.genesis(), 1_000, data, random.word());
        Receipt receipt = chain.done(SEQUENCER, at.rollup().append(header, data));
        System.out.println("append of " + data.length + " bytes: " + receipt.gasUsed() + " gas");

        L1Event.BatchAppended appended =
                chain.events(L1Event.BatchAppended.class).getLast();
        assertThat(appended.header()).isEqualTo(header);
        assertThat(appended.matchesHash()).isTrue();
        assertThat(appended.data().bytes()).isEqualTo(data);
        assertThat(appended.submitter()).isEqualTo(chain.address(SEQUENCER));
        assertThat(statusOf(header)).isEqualTo(BatchStatus.PENDING);
        chain.pass(chain.parameters.finalitySeconds() + 1);
        assertThat(statusOf(header)).isEqualTo(BatchStatus.FINAL);
        assertThat(chain.ask(at.rollup().batch(1, BlockId.LATEST)).postedBlock())
                .isEqualTo(receipt.blockNumber());
    }

    @Test
    void anAppendFromAnybodyElseRevertsWithItsReason() {
        chain.bonded(SEQUENCER);
        chain.leased(SEQUENCER);
        ContractCall append = at.rollup().append(chain.next(at.genesis(), 1, new byte[0], SALT), new byte[0]);
        assertThat(chain.ask(append.dryRun(chain.address(SEQUENCER), BlockId.LATEST)))
                .isInstanceOf(CallResult.Returned.class);
        assertThat(chain.send(WATCHER, append))
                .isInstanceOfSatisfying(
                        TransactionOutcome.Reverted.class,
                        reverted -> assertThat(Reverts.describe(reverted.error()))
                                .isEqualTo(
                                        "NotHolder(" + chain.address(WATCHER) + ", " + chain.address(SEQUENCER) + ")"));
    }

    @Test
    void anAppendThatAReorgPutsUnderAnotherLeaseOfItsSenderReverts() {
        chain.bonded(SEQUENCER);
        chain.leased(SEQUENCER);
        BatchHeader header = chain.next(at.genesis(), 1, new byte[0], SALT);
        chain.anvil.reorg(1);
        SequencersContract.Lease second = claimedAgain();
        assertThat(second.id()).isNotEqualTo(header.leaseId());
        assertThat(chain.send(SEQUENCER, at.rollup().append(header, new byte[0])))
                .isInstanceOfSatisfying(
                        TransactionOutcome.Reverted.class,
                        reverted -> assertThat(Reverts.describe(reverted.error()))
                                .isEqualTo("WrongLease(" + header.leaseId() + ", " + second.id() + ")"));
    }

    /** The claim that the reorg has dropped is sent again, and mined when the node has come round to it. */
    private SequencersContract.Lease claimedAgain() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        SequencersContract.Lease lease;
        do {
            chain.sender(SEQUENCER).poll();
            lease = chain.ask(at.sequencers().lease(BlockId.LATEST));
        } while (lease.holder().isEmpty() && System.nanoTime() < end);
        assertThat(lease.holder()).contains(chain.address(SEQUENCER));
        return lease;
    }

    @Test
    void aLieIsProvenPaidForAndFollowedByAnotherSequencer() {
        chain.bonded(SEQUENCER);
        chain.bonded(STANDBY);
        chain.leased(SEQUENCER);
        BatchHeader lie = chain.appended(SEQUENCER, at.genesis(), new byte[0], random.word());
        Bytes proof = emptyBatchProof(lie);
        assertThat(chain.ask(at.verifier().isFraud(lie, at.genesisRoot(), 0, proof, BlockId.LATEST)))
                .isEqualTo(new VerifierContract.Answer.Judged(true));

        Bytes32 commitment =
                CommitmentsContract.commitment(chain.address(WATCHER), lie.hash(), Keccak.hash(proof.bytes()), SALT);
        chain.done(WATCHER, at.rollup().commit(commitment));
        assertThat(chain.ask(at.rollup().committedAt(commitment, BlockId.LATEST)))
                .isPresent();
        chain.anvil.mine(1);
        Receipt receipt = chain.done(WATCHER, at.rollup().prove(lie, at.genesis(), 0, proof, SALT));
        System.out.println("proof of an empty batch: " + receipt.gasUsed() + " gas");

        BigInteger half = chain.parameters.bond().shiftRight(1);
        assertThat(chain.events(L1Event.BatchDeleted.class)).singleElement().satisfies(deleted -> {
            assertThat(deleted.batchHash()).isEqualTo(lie.hash());
            assertThat(deleted.challenger()).isEqualTo(chain.address(WATCHER));
            assertThat(deleted.submitter()).isEqualTo(chain.address(SEQUENCER));
            assertThat(deleted.reward()).isEqualTo(half);
        });
        assertThat(chain.events(L1Event.Slashed.class))
                .singleElement()
                .satisfies(slashed -> assertThat(slashed.burned()).isEqualTo(half));
        assertThat(chain.ask(at.sequencers().rewardOf(chain.address(WATCHER), BlockId.LATEST)))
                .isEqualTo(half);
        assertThat(statusOf(lie)).isEqualTo(BatchStatus.DELETED);
        assertThat(chain.ask(at.sequencers().lease(BlockId.LATEST)).holder()).isEmpty();
        chain.done(WATCHER, at.rollup().prove(lie, at.genesis(), 0, proof, SALT));

        chain.leased(STANDBY);
        assertThat(chain.ask(at.sequencers().lease(BlockId.LATEST)).holder())
                .isEqualTo(Optional.of(chain.address(STANDBY)));
        chain.appended(STANDBY, at.genesis(), new byte[] {1}, random.word());
    }

    @Test
    void aFalseChallengeReverts() {
        chain.bonded(SEQUENCER);
        chain.leased(SEQUENCER);
        BatchHeader batch = chain.appended(SEQUENCER, at.genesis(), new byte[0], random.word());
        Bytes proof = emptyBatchProof(batch);
        VerifierContract.Execution.Executed truth = (VerifierContract.Execution.Executed)
                chain.ask(at.verifier().execute(batch, at.genesisRoot(), 0, proof, BlockId.LATEST));
        assertThat(truth.invalid()).isFalse();
        BatchHeader honest = chain.appended(SEQUENCER, batch, new byte[0], truth.postRoot());
        assertThat(chain.ask(at.verifier().isFraud(honest, at.genesisRoot(), 0, Bytes.of(new byte[3]), BlockId.LATEST)))
                .isInstanceOf(VerifierContract.Answer.NotJudged.class);
        assertThat(chain.send(WATCHER, at.rollup().prove(honest, batch, 0, proof, SALT)))
                .isInstanceOf(TransactionOutcome.Reverted.class);
        assertThat(statusOf(honest)).isEqualTo(BatchStatus.PENDING);
    }

    @Test
    void aWithdrawalIsPaidFromAFinalRootAndOnce() {
        chain.bonded(SEQUENCER);
        chain.leased(SEQUENCER);
        chain.deposited(TRADER, 9_000_000);
        long number = 3;
        byte[] cell = new byte[64];
        BigInteger first = new BigInteger(1, chain.address(WATCHER).bytes())
                .shiftLeft(96)
                .add(BigInteger.valueOf(16).shiftLeft(64))
                .add(BigInteger.valueOf(7_000_000_000L));
        Abi.word(first).copyTo(cell, 0);
        Abi.word(BigInteger.valueOf(number + 1)).copyTo(cell, 32);
        SortedMap<Long, byte[]> state = new TreeMap<>(chain.genesisCells);
        long address = WITHDRAWAL_SPACE << 40 | number;
        state.put(address, cell);
        byte[] cursor = state.get(CURSOR).clone();
        Abi.word(BigInteger.valueOf(2_000_000_000L).shiftLeft(112)).copyTo(cursor, 6 * 32);
        state.put(CURSOR, cursor);
        BigInteger totals = BigInteger.valueOf(9_000_000_000L)
                .shiftLeft(64)
                .add(BigInteger.valueOf(7_000_000_000L))
                .shiftLeft(128);
        state.put(TOTALS, Abi.word(totals).bytes());
        long inboxEnd = chain.ask(at.bridge().inboxLength(BlockId.LATEST));
        BatchHeader batch = chain.appended(
                SEQUENCER, new byte[0], chain.next(at.genesis(), 1, new byte[0], DevChain.root(state), inboxEnd));
        StateBooks books = books(state);
        Withdrawal withdrawal = new Withdrawal(number, Abi.word(first), siblings(state, address));

        assertThat(chain.send(WATCHER, at.bridge().claim(batch, withdrawal)))
                .isInstanceOf(TransactionOutcome.Reverted.class);
        chain.pass(chain.parameters.finalitySeconds() + 1);
        assertThat(chain.ask(at.bridge().isClaimed(number, BlockId.LATEST))).isFalse();
        assertThat(chain.send(WATCHER, at.bridge().claim(batch, withdrawal)))
                .isInstanceOf(TransactionOutcome.Reverted.class);
        assertThat(chain.ask(at.bridge().reconciles(batch, books, BlockId.LATEST)))
                .isTrue();
        Receipt reconciled = chain.done(WATCHER, at.bridge().reconcile(batch, books));
        System.out.println("reconciliation of a batch: " + reconciled.gasUsed() + " gas");
        assertThat(chain.ask(at.bridge().reconciliation(BlockId.LATEST)))
                .isEqualTo(new BridgeContract.Reconciliation(1, 0, BigInteger.valueOf(7_000_000_000L)));
        Receipt receipt = chain.done(TRADER, at.bridge().claim(batch, withdrawal));
        System.out.println("claim of a withdrawal: " + receipt.gasUsed() + " gas");
        chain.done(TRADER, at.bridge().claim(batch, withdrawal));
        assertThat(chain.ask(at.token().balanceOf(chain.address(WATCHER), BlockId.LATEST)))
                .isEqualTo(BigInteger.valueOf(7_000_000));
        assertThat(chain.ask(at.bridge().isClaimed(number, BlockId.LATEST))).isTrue();
        assertThat(chain.events(L1Event.WithdrawalClaimed.class))
                .singleElement()
                .satisfies(claimed -> {
                    assertThat(claimed.number()).isEqualTo(number);
                    assertThat(claimed.amount()).isEqualTo(7_000_000_000L);
                });
    }

    private BatchStatus statusOf(BatchHeader header) {
        return chain.ask(at.rollup().statusOf(header.index(), header.hash(), BlockId.LATEST));
    }

    /** Even an empty batch looks for markets whose minute is over. */
    private Bytes emptyBatchProof(BatchHeader header) {
        SortedMap<Long, byte[]> cells = new TreeMap<>(chain.genesisCells);
        cells.put(LISTED, new byte[32]);
        SegmentProof proof = new SegmentProof(
                header, 0, cells, DevChain.multiproof(cells), new DataChunks(new byte[0]), 0, 0, List.of(), List.of());
        return Bytes.of(proof.encode());
    }

    /** The siblings of one cell, lowest first, from the proof of that cell alone: zero bits, then the others from the leaf up. */
    private static List<Bytes32> siblings(SortedMap<Long, byte[]> state, long address) {
        byte[] proof = Multiproof.build(DevChain.tree(state), new long[] {address});
        List<Bytes32> siblings = new ArrayList<>();
        int next = 2 + 48 / 8;
        for (int level = 0; level < 48; level++) {
            if ((proof[2 + level / 8] & 0x80 >>> level % 8) != 0) {
                siblings.add(Bytes32.ZERO);
            } else {
                siblings.add(Bytes32.at(proof, next));
                next += Bytes32.LENGTH;
            }
        }
        return siblings;
    }

    private static StateBooks books(SortedMap<Long, byte[]> state) {
        List<Bytes32> siblings = siblings(state, CURSOR);
        siblings.set(0, Bytes32.ZERO);
        siblings.set(1, Bytes32.ZERO);
        byte[] cursor = state.get(CURSOR);
        List<Bytes32> words = new ArrayList<>();
        for (int word = 0; word < 7; word++) {
            words.add(Bytes32.at(cursor, word * 32));
        }
        return new StateBooks(
                words, Bytes32.of(state.get(CONFIG)), Bytes32.of(state.get(TOTALS)), Bytes32.ZERO, siblings);
    }

    private long timeOf(L1Event event) {
        return chain.ask(L1Query.block(BlockId.of(event.log().blockNumber()))).timestamp();
    }
}

package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.derivation.Families;
import io.truebook.derivation.L1Chain;
import io.truebook.derivation.Progress;
import io.truebook.engine.Digests;
import io.truebook.engine.Eip712Domain;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CallResult;
import io.truebook.l1.ContractCall;
import io.truebook.l1.EquivocationContract;
import io.truebook.l1.EquivocationContract.Placed;
import io.truebook.l1.EthAddress;
import io.truebook.l1.Reverts;
import io.truebook.l1.SequencersContract;
import io.truebook.l1.SignedHead;
import io.truebook.l1.Signer;
import io.truebook.tree.CellStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A real L1 with the real contracts, sequencers that do as a story wants, and a prosecutor who tries everything that could convict one. */
final class Court implements AutoCloseable {
    static final int FIRST = Truebook.SEQUENCER;
    static final int SECOND = 3;

    /** Who brings the evidence. */
    static final int STRANGER = 9;

    final Truebook truebook;
    final ItemBatches batches;
    private final CellStore store;
    private final L1Chain chain;

    /** What the story has brought about so far. */
    private final List<SignedHead> heads = new ArrayList<>();

    private final List<ItemBatches.Built> posted = new ArrayList<>();
    private long proofs;

    Court(long seed, Path folder) {
        truebook = new Truebook(seed, folder.resolve("sequencer"));
        batches = new ItemBatches(truebook.deployment.genesis(), truebook.domain, truebook.recovery);
        truebook.done(SECOND, truebook.deployment.sequencers().bond(truebook.parameters.bond()));
        truebook.anvil.setBalance(address(STRANGER), truebook.parameters.bond());
        store = Families.open(folder.resolve("court"));
        chain = truebook.chain(store, truebook.client);
    }

    /** Forgets what earlier stories have left, but for the chain. */
    void begin() {
        heads.clear();
        posted.clear();
    }

    // ---- the lease ----

    Bytes32 lease() {
        return current().id();
    }

    SequencersContract.Lease current() {
        return truebook.ask(truebook.deployment.sequencers().lease(BlockId.LATEST));
    }

    int holder() {
        Optional<EthAddress> holder = current().holder();
        return holder.equals(Optional.of(address(FIRST))) ? FIRST : SECOND;
    }

    /** The holder releases the lease and somebody takes it, maybe the same. */
    Bytes32 pass(int to) {
        if (current().holder().isPresent()) {
            truebook.done(holder(), truebook.deployment.sequencers().release());
        }
        elapse(truebook.parameters.grace());
        truebook.done(to, truebook.deployment.sequencers().claim());
        return lease();
    }

    /** The holder falls silent and the other one takes over. */
    Bytes32 takeOver(int by) {
        elapse(truebook.parameters.silence() + truebook.parameters.grace());
        truebook.done(by, truebook.deployment.sequencers().claim());
        elapse(truebook.parameters.grace());
        truebook.done(by, truebook.deployment.sequencers().activate());
        return lease();
    }

    void elapse(long seconds) {
        truebook.anvil.increaseTime(Duration.ofSeconds(seconds));
        truebook.anvil.mine(1);
    }

    // ---- batches ----

    BatchHeader tip() {
        follow();
        return chain.batches().tip().header();
    }

    /** A batch on the tip under the present lease, not posted. */
    ItemBatches.Built build(byte[] items) {
        return build(tip(), items);
    }

    ItemBatches.Built build(BatchHeader parent, byte[] items) {
        follow();
        List<byte[]> messages = chain.inbox().messages(0, chain.inbox().end().length());
        long time = Math.max(parent.time(), truebook.head().timestamp());
        return batches.build(parent, messages, items, lease(), time);
    }

    ItemBatches.Built post(String... items) {
        return post(build(ItemBatches.items(items)));
    }

    ItemBatches.Built post(ItemBatches.Built batch) {
        truebook.done(holder(), truebook.deployment.rollup().append(batch.header(), batch.data()));
        posted.add(batch);
        return batch;
    }

    /** Past any sender's memory, for what follows a reorganisation. */
    ItemBatches.Built postAnew(ItemBatches.Built batch) {
        assertThat(truebook.impersonate(
                                address(holder()), truebook.deployment.rollup().append(batch.header(), batch.data()))
                        .succeeded())
                .isTrue();
        posted.add(batch);
        return batch;
    }

    long messages() {
        follow();
        return chain.inbox().end().length();
    }

    Bytes32 accumulator() {
        follow();
        return chain.inbox().end().accumulator();
    }

    private void follow() {
        assertThat(chain.advance()).isInstanceOf(Progress.Followed.class);
    }

    // ---- heads ----

    static EthAddress address(int key) {
        return Signer.of(Truebook.key(key)).address();
    }

    /** The head of an item of a batch, as its maker signs it. */
    SignedHead head(ItemBatches.Built batch, long item) {
        return head(
                holder(),
                batch.header().leaseId(),
                item,
                batch.hash(item),
                batch.header().inboxAcc());
    }

    SignedHead head(int key, Bytes32 lease, long item, Bytes32 hash, Bytes32 accumulator) {
        return keep(signed(truebook.domain, key, lease, item, hash, accumulator));
    }

    SignedHead keep(SignedHead head) {
        heads.add(head);
        return head;
    }

    static SignedHead signed(
            Eip712Domain domain, int key, Bytes32 lease, long item, Bytes32 hash, Bytes32 accumulator) {
        byte[] digest = Digests.head(domain, lease.bytes(), item, hash.bytes(), accumulator.bytes());
        byte[] signature = Signer.of(Truebook.key(key)).sign(Bytes32.of(digest));
        return new SignedHead(lease, item, hash, accumulator, Bytes.of(signature));
    }

    /** Heads of all items of a batch. */
    void headsOf(ItemBatches.Built batch) {
        for (long item = batch.first(); item <= batch.last(); item++) {
            head(batch, item);
        }
    }

    List<SignedHead> heads() {
        return List.copyOf(heads);
    }

    // ---- the prosecutor ----

    /** What each attempt was refused for, and those that would convict. */
    record Trial(int attempts, List<String> convictions, TreeSet<String> refusals) {}

    /** Every two heads against each other, and every head against every batch that was ever posted, by every segment. */
    Trial prosecute() {
        List<String> convictions = new ArrayList<>();
        TreeSet<String> refusals = new TreeSet<>();
        int attempts = 0;
        for (int i = 0; i < heads.size(); i++) {
            for (int j = i + 1; j < heads.size(); j++) {
                ContractCall call = court().proveHeads(placed(heads.get(i)), placed(heads.get(j)), Bytes32.ZERO);
                note("two heads", call, convictions, refusals);
                attempts++;
            }
        }
        for (SignedHead head : heads) {
            for (ItemBatches.Built batch : posted) {
                for (int segment = 0; segment < batch.trail().cursors().size(); segment++) {
                    Bytes proof =
                            Contradictions.proof(batch.trail(), segment, batch.data(), 0, batch.transactions().length);
                    ContractCall call = court().proveBatch(
                                    placed(head), batch.header(), batch.trail().parent(), segment, proof, Bytes32.ZERO);
                    note("head and batch", call, convictions, refusals);
                    attempts++;
                }
            }
        }
        proofs += attempts;
        return new Trial(attempts, convictions, refusals);
    }

    long proofs() {
        return proofs;
    }

    private EquivocationContract court() {
        return truebook.deployment.equivocation();
    }

    private void note(String kind, ContractCall call, List<String> convictions, TreeSet<String> refusals) {
        switch (truebook.ask(call.dryRun(address(STRANGER), BlockId.LATEST))) {
            case CallResult.Returned(Bytes result) when result.bytes()[31] == 1 -> convictions.add(kind);
            case CallResult.Returned _ -> refusals.add("(bond gone)");
            case CallResult.Reverted(Bytes error) -> {
                String why = Reverts.describe(error);
                refusals.add(why.contains("(") ? why.substring(0, why.indexOf('(')) : why);
            }
        }
    }

    /** At the place where L1 has its accumulator, or at any. */
    Placed placed(SignedHead head) {
        follow();
        for (long index = chain.inbox().end().length(); index >= 0; index--) {
            if (chain.inbox().accumulatorAt(index).orElseThrow().equals(head.inboxAcc())) {
                return new Placed(head, index);
            }
        }
        return new Placed(head, 0);
    }

    @Override
    public void close() {
        store.close();
        truebook.close();
    }
}

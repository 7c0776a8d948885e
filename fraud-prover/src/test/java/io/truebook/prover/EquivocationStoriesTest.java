package io.truebook.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.Seeds;
import io.truebook.l1.BatchHeader;
import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes32;
import io.truebook.l1.Keccak;
import io.truebook.l1.SignedHead;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stories in which an honest sequencer seems to have said two things, each with its twin in which it has. Both are played on a real L1
 * with the real contracts and batches of the real engine; then every two heads, and every head with every batch, are tried.
 */
class EquivocationStoriesTest {
    private static final Bytes32 OTHER = Keccak.hash(new byte[] {1});

    private record Story(String name, Consumer<Court> honest, Consumer<Court> guilty) {}

    @TempDir
    Path folder;

    @Test
    void honestStoriesAreNeverSlashableAndTheirTwinsAre() {
        long seed = Seeds.next("equivocation stories");
        List<Story> stories = stories();
        List<String> wrong = new ArrayList<>();
        int twins = 0;
        System.out.printf("%-76s %8s  %-9s  %s%n", "story", "attempts", "slashable", "refused for");
        try (Court court = new Court(seed, folder)) {
            court.post("opening");
            for (Story story : stories) {
                court.begin();
                story.honest().accept(court);
                assertThat(court.heads()).as(story.name()).isNotEmpty();
                Court.Trial trial = court.prosecute();
                System.out.printf(
                        "%-76s %8d  %-9s  %s%n",
                        story.name(),
                        trial.attempts(),
                        trial.convictions().isEmpty() ? "no" : "YES",
                        String.join(" ", trial.refusals()));
                if (!trial.convictions().isEmpty()) {
                    wrong.add(story.name() + " " + trial.convictions());
                }
                if (story.guilty() != null) {
                    twins++;
                    court.begin();
                    story.guilty().accept(court);
                    Court.Trial twin = court.prosecute();
                    System.out.printf(
                            "%-76s %8d  %-9s%n",
                            "    its guilty twin",
                            twin.attempts(),
                            twin.convictions().isEmpty() ? "NO" : "yes");
                    if (twin.convictions().isEmpty()) {
                        wrong.add("twin of " + story.name() + ": only " + twin.refusals());
                    }
                }
            }
            System.out.println("seed " + seed + ": " + stories.size() + " honest stories, " + twins + " guilty twins, "
                    + court.proofs() + " proofs tried by eth_call, " + wrong.size() + " wrong");
        }
        assertThat(wrong).isEmpty();
        assertThat(stories.size()).isGreaterThanOrEqualTo(30);
    }

    private static List<Story> stories() {
        Map<String, Story> stories = new LinkedHashMap<>();
        add(
                stories,
                "the same head, shown twice",
                court -> {
                    SignedHead head = court.head(court.build(ItemBatches.items("a")), first(court));
                    court.keep(head);
                },
                court -> twoHeads(court, "a", "b"));
        add(stories, "one head after the other", court -> court.headsOf(court.post("a", "b", "c")), null);
        add(
                stories,
                "heads with gaps between them",
                court -> {
                    ItemBatches.Built batch = court.post("a", "b", "c", "d", "e");
                    court.head(batch, batch.first());
                    court.head(batch, batch.last());
                },
                court -> {
                    ItemBatches.Built batch = court.post("a", "b", "c", "d", "e");
                    court.head(batch, batch.first());
                    court.head(
                            court.holder(),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                });
        add(
                stories,
                "the same chain, confirmed again a message later",
                court -> {
                    ItemBatches.Built batch = court.build(ItemBatches.items("a"));
                    court.head(batch, batch.first());
                    court.truebook.deposit();
                    court.head(
                            court.holder(),
                            court.lease(),
                            batch.first(),
                            batch.hash(batch.first()),
                            court.accumulator());
                },
                court -> {
                    ItemBatches.Built batch = court.build(ItemBatches.items("a"));
                    court.head(batch, batch.first());
                    court.truebook.deposit();
                    court.head(court.holder(), court.lease(), batch.first(), OTHER, court.accumulator());
                });
        add(
                stories,
                "crash before the journal: the item is lost, its number given again",
                court -> {
                    ItemBatches.Built kept = court.build(ItemBatches.items("a"));
                    court.headsOf(kept);
                    court.headsOf(court.post("a", "after the crash"));
                },
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "signed before the sync")));
                    court.headsOf(court.post("a", "after the crash"));
                });
        add(
                stories,
                "crash between journal and sync: the torn item is cut off",
                court -> {
                    court.headsOf(court.post("a"));
                    court.headsOf(court.post("another"));
                },
                court -> {
                    ItemBatches.Built torn = court.build(ItemBatches.items("a", "torn"));
                    court.headsOf(torn);
                    court.headsOf(court.post("a"));
                    court.post("another");
                });
        add(
                stories,
                "crash after the sync: items that no head covers",
                court -> {
                    ItemBatches.Built batch = court.post("a", "b", "c");
                    court.head(batch, batch.first());
                },
                null);
        add(
                stories,
                "one batch where the heads knew of two",
                court -> {
                    BatchHeader tip = court.tip();
                    court.headsOf(court.build(tip, ItemBatches.items("a")));
                    court.headsOf(court.post("a", "b"));
                },
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a")));
                    court.post("b", "a");
                });
        add(
                stories,
                "two batches where the heads knew of one",
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.post("a");
                    court.post("b");
                },
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.post("a");
                    court.post("c");
                });
        add(
                stories,
                "an empty batch between",
                court -> {
                    court.headsOf(court.post("a"));
                    court.post();
                    court.headsOf(court.post("b"));
                },
                null);
        add(
                stories,
                "confirmed and never posted: the lease was given back",
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.post("a");
                    court.pass(Court.SECOND);
                },
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.post("a");
                    court.post("x");
                });
        add(
                stories,
                "confirmed and never posted: the next holder has other items",
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.post("a");
                    court.pass(other(court));
                    court.headsOf(court.post("x", "y"));
                },
                null);
        add(
                stories,
                "the same holder, another lease, other items under the same numbers",
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.pass(court.holder());
                    court.headsOf(court.post("x", "y"));
                },
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.headsOf(court.post("x", "y"));
                });
        add(
                stories,
                "failover: silent, and taken over with unposted items",
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.takeOver(other(court));
                    court.headsOf(court.post("x"));
                },
                null);
        add(
                stories,
                "failover and back: the old holder orders anew under its next lease",
                court -> {
                    int holder = court.holder();
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.takeOver(other(court));
                    court.post("x");
                    court.takeOver(holder);
                    court.headsOf(court.post("y", "z"));
                },
                null);
        add(
                stories,
                "claimed for silence, but the holder came back in time",
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.elapse(court.truebook.parameters.silence() + court.truebook.parameters.grace());
                    court.truebook.done(
                            other(court), court.truebook.deployment.sequencers().claim());
                    court.post("a", "b");
                },
                court -> {
                    court.headsOf(court.build(ItemBatches.items("a", "b")));
                    court.elapse(court.truebook.parameters.silence() + court.truebook.parameters.grace());
                    court.truebook.done(
                            other(court), court.truebook.deployment.sequencers().claim());
                    court.post("a", "c");
                });
        add(
                stories,
                "final long ago, and never contradicted",
                court -> {
                    ItemBatches.Built batch = court.post("a", "b");
                    court.truebook.anvil.mine(12);
                    court.elapse(30);
                    court.headsOf(batch);
                },
                court -> {
                    ItemBatches.Built batch = court.post("a", "b");
                    court.truebook.anvil.mine(12);
                    court.elapse(30);
                    court.head(
                            court.holder(),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                });
        add(
                stories,
                "a head far ahead of all that was ever posted",
                court -> {
                    court.post("a");
                    court.head(court.holder(), court.lease(), 1L << 40, OTHER, Bytes32.ZERO);
                },
                null);
        add(
                stories,
                "a head of an item before the lease",
                court -> {
                    ItemBatches.Built before = court.post("a");
                    court.pass(court.holder());
                    court.post("b");
                    court.head(court.holder(), court.lease(), before.last(), OTHER, Bytes32.ZERO);
                },
                null);
        add(
                stories,
                "forced and other messages between the items",
                court -> {
                    court.headsOf(court.post("a"));
                    court.truebook.deposit();
                    court.headsOf(court.post("b"));
                },
                null);
        add(
                stories,
                "long items that straddle chunks and segments",
                court -> court.headsOf(
                        court.post("l".repeat(4_000), "m".repeat(3_000), "n".repeat(4_096), "o", "p".repeat(900))),
                court -> {
                    ItemBatches.Built batch = court.post("l".repeat(4_000), "m".repeat(3_000), "n".repeat(4_096), "o");
                    court.head(
                            court.holder(),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                });
        add(
                stories,
                "garbage at the end of the data",
                court -> court.headsOf(
                        court.post(court.build(joined(ItemBatches.items("a"), new byte[] {5, -1, -1, 7, 7})))),
                court -> {
                    byte[] garbage = joined(ItemBatches.items("a"), new byte[] {5, -1, -1, 7, 7});
                    ItemBatches.Built batch = court.post(court.build(garbage));
                    court.head(
                            court.holder(),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                });
        add(
                stories,
                "two bytes that are no frame",
                court -> court.headsOf(court.post(court.build(joined(ItemBatches.items("a"), new byte[] {5, 0})))),
                null);
        add(
                stories,
                "a head in another domain, as of a test network",
                court -> {
                    ItemBatches.Built batch = court.post("a");
                    Eip712Domain foreign = new Eip712Domain(
                            5, court.truebook.deployment.bridgeAddress().bytes());
                    court.head(batch, batch.last());
                    court.keep(Court.signed(
                            foreign,
                            court.holder(),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc()));
                },
                court -> {
                    ItemBatches.Built batch = court.post("a");
                    court.head(
                            court.holder(),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                });
        add(
                stories,
                "a head under this lease, signed by the other sequencer",
                court -> {
                    ItemBatches.Built batch = court.post("a");
                    court.head(batch, batch.last());
                    court.head(
                            other(court),
                            court.lease(),
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                },
                null);
        add(
                stories,
                "a head on messages that L1 never had",
                court -> {
                    ItemBatches.Built batch = court.post("a");
                    court.head(court.holder(), court.lease(), batch.last(), OTHER, OTHER);
                },
                null);
        add(
                stories,
                "a head of a lease that L1 never had",
                court -> {
                    ItemBatches.Built batch = court.post("a");
                    court.head(
                            court.holder(),
                            OTHER,
                            batch.last(),
                            OTHER,
                            batch.header().inboxAcc());
                    court.head(
                            court.holder(),
                            OTHER,
                            batch.last(),
                            batch.hash(batch.last()),
                            batch.header().inboxAcc());
                },
                null);
        reorganisations(stories);
        punishments(stories);
        return List.copyOf(stories.values());
    }

    private static void reorganisations(Map<String, Story> stories) {
        add(
                stories,
                "L1 drops the batch, and it is posted again",
                court -> {
                    court.truebook.anvil.mine(1);
                    ItemBatches.Built batch = court.build(ItemBatches.items("a", "b"));
                    court.headsOf(batch);
                    court.postAnew(batch);
                    court.truebook.anvil.reorg(1);
                    court.elapse(1);
                    repost(court, batch);
                },
                court -> {
                    court.truebook.anvil.mine(1);
                    ItemBatches.Built batch = court.build(ItemBatches.items("a", "b"));
                    court.headsOf(batch);
                    court.postAnew(batch);
                    court.truebook.anvil.reorg(1);
                    court.elapse(1);
                    court.postAnew(court.build(ItemBatches.items("a", "c")));
                });
        add(
                stories,
                "L1 drops a message it had consumed, and it goes on under another lease",
                court -> {
                    court.truebook.anvil.mine(1);
                    deposit(court);
                    ItemBatches.Built batch = court.build(ItemBatches.items("a"));
                    court.headsOf(batch);
                    court.truebook.anvil.reorg(1);
                    court.elapse(1);
                    pass(court);
                    court.headsOf(court.postAnew(court.build(ItemBatches.items("b"))));
                },
                null);
        add(
                stories,
                "L1 drops a message it had consumed, and it goes on under the same lease",
                court -> {
                    // A sequencer of this project would not: it gives the lease back. The contract does not depend on
                    // it.
                    court.truebook.anvil.mine(1);
                    deposit(court);
                    ItemBatches.Built batch = court.build(ItemBatches.items("a"));
                    court.headsOf(batch);
                    court.truebook.anvil.reorg(1);
                    court.elapse(1);
                    court.headsOf(court.postAnew(court.build(ItemBatches.items("b"))));
                },
                court -> {
                    // The message stays: then there was no reason to begin again.
                    deposit(court);
                    court.headsOf(court.build(ItemBatches.items("a")));
                    court.elapse(1);
                    court.headsOf(court.postAnew(court.build(ItemBatches.items("b"))));
                });
        add(
                stories,
                "L1 drops the start of the lease, which begins again under another name",
                court -> {
                    pass(court);
                    ItemBatches.Built batch = court.build(ItemBatches.items("a"));
                    court.headsOf(batch);
                    court.truebook.anvil.reorg(3);
                    court.elapse(1);
                    pass(court);
                    assertThat(court.lease()).isNotEqualTo(batch.header().leaseId());
                    court.headsOf(court.postAnew(court.build(ItemBatches.items("b"))));
                },
                null);
        add(
                stories,
                "L1 drops batch and lease, and somebody else takes it",
                court -> {
                    pass(court);
                    ItemBatches.Built batch = court.build(ItemBatches.items("a"));
                    court.headsOf(batch);
                    court.postAnew(batch);
                    court.truebook.anvil.reorg(4);
                    court.elapse(1);
                    pass(court);
                    court.headsOf(court.postAnew(court.build(ItemBatches.items("b"))));
                },
                null);
    }

    private static void punishments(Map<String, Story> stories) {
        add(
                stories,
                "slashed once, bonded again: the old story does not count twice",
                court -> {
                    twoHeads(court, "a", "b");
                    List<SignedHead> heads = court.heads();
                    int holder = court.holder();
                    court.truebook.impersonate(
                            Court.address(Court.STRANGER),
                            court.truebook
                                    .deployment
                                    .equivocation()
                                    .proveHeads(court.placed(heads.get(0)), court.placed(heads.get(1)), Bytes32.ZERO));
                    assertThat(bond(court, holder)).isZero();
                    impersonate(
                            court,
                            holder,
                            court.truebook.deployment.sequencers().bond(court.truebook.parameters.bond()));
                    assertThat(bond(court, holder)).isEqualTo(court.truebook.parameters.bond());
                    pass(court);
                },
                null);
        add(
                stories,
                "unbonding, with heads that were never contradicted",
                court -> {
                    int holder = court.holder();
                    court.headsOf(court.postAnew(court.build(ItemBatches.items("a"))));
                    impersonate(
                            court,
                            holder,
                            court.truebook.deployment.sequencers().release());
                    impersonate(
                            court,
                            holder,
                            court.truebook.deployment.sequencers().unbond());
                },
                null);
    }

    private static void add(Map<String, Story> stories, String name, Consumer<Court> honest, Consumer<Court> guilty) {
        assertThat(stories.put(name, new Story(name, honest, guilty))).isNull();
    }

    private static void twoHeads(Court court, String one, String another) {
        court.headsOf(court.build(ItemBatches.items(one)));
        court.headsOf(court.build(ItemBatches.items(another)));
    }

    private static long first(Court court) {
        return court.build(ItemBatches.items("a")).first();
    }

    private static int other(Court court) {
        return court.holder() == Court.FIRST ? Court.SECOND : Court.FIRST;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    /** The same header again, unless L1's clock now asks for another time. */
    private static void repost(Court court, ItemBatches.Built batch) {
        long behind = batch.header().time() - court.truebook.head().timestamp();
        if (behind > 0) {
            court.elapse(behind);
        }
        court.postAnew(batch);
    }

    private static void deposit(Court court) {
        BigInteger units = BigInteger.valueOf(1_000_000_000L);
        var deployer = Court.address(Truebook.DEPLOYER);
        court.truebook.impersonate(deployer, court.truebook.deployment.token().mint(deployer, units));
        court.truebook.impersonate(
                deployer, court.truebook.deployment.token().approve(court.truebook.deployment.bridgeAddress(), units));
        assertThat(court.truebook
                        .impersonate(
                                deployer,
                                court.truebook.deployment.bridge().depositFor(Court.address(1), units.longValue()))
                        .succeeded())
                .isTrue();
    }

    /** The lease given back and taken again, past any sender's memory. */
    private static void pass(Court court) {
        int holder = court.holder();
        if (court.current().holder().isPresent()) {
            impersonate(court, holder, court.truebook.deployment.sequencers().release());
        }
        court.elapse(court.truebook.parameters.grace());
        impersonate(court, holder, court.truebook.deployment.sequencers().claim());
    }

    private static void impersonate(Court court, int key, io.truebook.l1.ContractCall call) {
        assertThat(court.truebook.impersonate(Court.address(key), call).succeeded())
                .isTrue();
    }

    private static BigInteger bond(Court court, int key) {
        return court.truebook
                .ask(court.truebook.deployment.sequencers().bondOf(Court.address(key), BlockId.LATEST))
                .amount();
    }
}

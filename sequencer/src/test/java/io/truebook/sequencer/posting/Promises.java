package io.truebook.sequencer.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.l1.BlockId;
import io.truebook.l1.Bytes;
import io.truebook.l1.Bytes32;
import io.truebook.l1.CallResult;
import io.truebook.l1.ContractCall;
import io.truebook.l1.EquivocationContract.Placed;
import io.truebook.l1.Reverts;
import io.truebook.l1.SignedHead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** All heads that one key has signed, in whatever process: none may contradict another, or a batch of its lease. */
final class Promises {
    private static final int ASKED = 20;

    private final Map<String, SignedHead> byItem = new HashMap<>();
    private final List<SignedHead> all = new ArrayList<>();

    Promises add(Collection<SignedHead> heads) {
        for (SignedHead shown : heads) {
            all.add(shown);
            SignedHead before = byItem.put(shown.leaseId() + " " + shown.sequence(), shown);
            if (before != null) {
                assertThat(shown.chainHash())
                        .as("item %d signed twice under %s", shown.sequence(), shown.leaseId())
                        .isEqualTo(before.chainHash());
            }
        }
        return this;
    }

    int count() {
        return all.size();
    }

    /** The leases under which something was signed. */
    long leases() {
        return all.stream().map(SignedHead::leaseId).distinct().count();
    }

    /** Against all that L1 has, and some against each other by the deployed contract. */
    void requireKept(DeployedExchange exchange, ReplayedL1 replayed) throws Exception {
        assertThat(replayed.divergence()).isEmpty();
        List<String> chain = replayed.itemChain();
        List<Bytes32> leases = replayed.itemLeases();
        int compared = 0;
        for (SignedHead head : all) {
            int at = (int) head.sequence() - 1;
            if (at < chain.size() && leases.get(at).equals(head.leaseId())) {
                compared++;
                assertThat(HexFormat.of().formatHex(head.chainHash().bytes()))
                        .as("item " + head.sequence())
                        .isEqualTo(chain.get(at));
            }
        }
        int refused = 0;
        for (int i = 1; i < all.size(); i += Math.max(1, all.size() / ASKED)) {
            ContractCall call = exchange.deployment
                    .equivocation()
                    .proveHeads(new Placed(all.get(i - 1), 0), new Placed(all.get(i), 0), Bytes32.ZERO);
            CallResult answer = exchange.ask(call.dryRun(DeployedExchange.address(9), BlockId.LATEST));
            assertThat(answer).isInstanceOf(CallResult.Reverted.class);
            if (answer instanceof CallResult.Reverted(Bytes error)) {
                assertThat(Reverts.describe(error)).matches("(Different(Items|Leases)|NoContradiction).*");
                refused++;
            }
        }
        System.out.println("promises: " + all.size() + " heads under " + leases() + " leases, " + compared
                + " compared with batches, " + refused + " pairs refused by the contract");
    }
}

package io.truebook.sequencer.frontier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The policies that none dominates. */
final class Frontier {
    /** Ascending by what they pay for gas; of those that are as good as each other the first. */
    static List<Outcome> of(List<Outcome> outcomes) {
        List<Outcome> frontier = new ArrayList<>();
        for (Outcome one : outcomes) {
            if (outcomes.stream().noneMatch(other -> other.dominates(one))
                    && frontier.stream().noneMatch(one::isAsGoodAs)) {
                frontier.add(one);
            }
        }
        frontier.sort(Comparator.comparingDouble(Outcome::ether));
        return List.copyOf(frontier);
    }

    /** Of those on the frontier that dominate a policy, the one with the least gas and divergence, each as a part of that policy's. */
    static Optional<Outcome> dominating(List<Outcome> outcomes, Outcome of) {
        return of(outcomes).stream()
                .filter(other -> other.dominates(of))
                .min(Comparator.comparingDouble(other -> other.ether() / of.ether() * (other.mean() / of.mean())));
    }

    private Frontier() {}
}

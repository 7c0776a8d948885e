package io.truebook.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.truebook.node.Truebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's story, told quickly: every step of it fails the test when it does not happen. */
class StoryTest {
    private static final int TRADERS = 12;
    private static final int SECONDS = 5;
    private static final long SEED = Long.getLong("truebook.seed", System.nanoTime());

    @Test
    void theWholeStory(@TempDir Path folder) throws IOException {
        System.out.println("story seed: replay with -Dtruebook.seed=" + SEED);
        Path config = Path.of("../node.conf").toAbsolutePath();
        try (Story story = new Story(new Story.Plan(folder, config, TRADERS, SECONDS, SEED), System.out::println)) {
            Outcome outcome = story.tell();
            System.out.print(outcome.table());
            assertThat(outcome.gap()).isZero();
            assertThat(outcome.accepted()).isPositive();
            assertThat(outcome.fills()).isPositive();
            assertThat(outcome.onL1()).isPositive();
            assertThat(outcome.segments()).isGreaterThanOrEqualTo(outcome.batches());
            assertThat(outcome.paid()).isEqualTo(100_000_000);
            assertThat(outcome.slashBlock()).isGreaterThan(outcome.lieBlock());
            assertThat(Truebook.run("risk", "--from", story.gateway().toString(), "--volatility", "0.6"))
                    .as("the delay to finality is measured by now")
                    .isZero();
            assertThat(story.metricNames()).containsAll(watched());
        }
    }

    /** Names of metrics that the dashboard and the alerts ask for; those of price feeds, which a local L1 does not have, are no part of it. */
    private static Set<String> watched() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : List.of("grafana-dashboard.json", "alerts.yml")) {
            Matcher name = Pattern.compile("truebook_(?!feed_)[a-z0-9_]+")
                    .matcher(Files.readString(Path.of("../monitoring", file)));
            while (name.find()) {
                names.add(name.group());
            }
        }
        assertThat(names).hasSizeGreaterThan(15);
        return names;
    }
}

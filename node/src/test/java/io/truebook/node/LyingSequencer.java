package io.truebook.node;

import io.truebook.node.demo.LyingPoster;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The sequencer's command in a build that can lie: once the file {@code lie} stands in its data folder, the next batch with a fill goes
 * to L1 with that fill paid to the wrong account. Exists in tests only; the product has no such switch.
 */
@Command(name = "sequencer")
public final class LyingSequencer implements Runnable {
    @Mixin
    private CommonOptions common;

    public static void main(String[] arguments) {
        String[] options = Arrays.copyOfRange(arguments, 1, arguments.length);
        System.exit(new CommandLine(new LyingSequencer()).execute(options));
    }

    @Override
    public void run() {
        NodeConfig config = common.config();
        Path order = config.dataFolder().resolve("lie");
        SequencerCommand.run(
                config,
                (l1, deployment) ->
                        honest -> new LyingPoster(honest, l1.client(), deployment, l1.domain(deployment), order));
    }
}

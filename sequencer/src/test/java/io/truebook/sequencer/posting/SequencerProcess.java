package io.truebook.sequencer.posting;

import io.truebook.l1.Deployment;
import io.truebook.sequencer.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;

/** A sequencer with a link to L1 and orders of its own, as a process that runs until it is killed. It prints what it acknowledges. */
final class SequencerProcess {
    /** Arguments: folder, address of L1, file of the deployment, silence, grace, key, seed. */
    public static void main(String[] arguments) throws Exception {
        Deployment deployment = Deployment.read(Path.of(arguments[2]));
        LinkedSequencer linked = new LinkedSequencer(
                Path.of(arguments[0]),
                URI.create(arguments[1]),
                deployment,
                DeployedExchange.quick(Long.parseLong(arguments[3]), Long.parseLong(arguments[4])),
                Integer.parseInt(arguments[5]));
        say("open");
        linked.trading();
        OrderFlow flow = new OrderFlow(linked, Long.parseLong(arguments[6]), SequencerProcess::say);
        say("trading " + flow.getClass().getSimpleName());
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void say(Outcome outcome) {
        if (outcome instanceof Outcome.Sequenced item) {
            say(item.sequence() + " " + HexFormat.of().formatHex(item.chainHash()));
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private SequencerProcess() {}
}

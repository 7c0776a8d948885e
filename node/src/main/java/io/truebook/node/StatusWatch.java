package io.truebook.node;

import java.io.PrintStream;
import java.time.Duration;
import picocli.CommandLine.Help.Ansi;

/** Draws a sequencer's status again and again: over itself on a terminal, else a line each time. */
final class StatusWatch {
    private static final String HOME = "\u001b[H";
    private static final String TO_END_OF_LINE = "\u001b[K";
    private static final String TO_END_OF_SCREEN = "\u001b[J";

    private final GatewayClient gateway;
    private final boolean terminal;
    private final StatusScreen screen;
    private final PrintStream out;

    StatusWatch(GatewayClient gateway, Ansi ansi, PrintStream out) {
        this.gateway = gateway;
        this.out = out;
        terminal = ansi.enabled();
        screen = new StatusScreen(ansi);
    }

    /** @param times how often, 0 for until it is interrupted */
    void run(Duration every, int times) {
        for (int i = 0; times == 0 || i < times; i++) {
            if (i > 0) {
                Pause.of(every);
            }
            out.print(drawn(i == 0));
            out.flush();
        }
    }

    private String drawn(boolean first) {
        StatusScreen.Look look;
        try {
            look = new StatusScreen.Look(
                    gateway.get("/v1/status").body(),
                    gateway.get("/v1/divergence").body(),
                    gateway.get("/v1/batches/latest").body(),
                    gateway.text("/metrics"));
        } catch (CommandFailure silent) {
            return silent.getMessage() + (terminal ? TO_END_OF_SCREEN : "") + "\n";
        }
        if (!terminal) {
            return screen.line(look) + "\n";
        }
        String lines = screen.screen(look).replace("\n", TO_END_OF_LINE + "\n");
        return (first ? HOME + TO_END_OF_SCREEN : HOME) + lines + TO_END_OF_SCREEN;
    }
}

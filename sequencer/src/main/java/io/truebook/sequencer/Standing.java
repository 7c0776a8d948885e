package io.truebook.sequencer;

/** The mode with the reason for it. Once halted it stays halted. */
public final class Standing {
    private volatile Mode mode = Mode.WAITING;
    private volatile String reason = "";

    public Mode mode() {
        return mode;
    }

    /** Why it halted, empty otherwise. */
    public String reason() {
        return reason;
    }

    synchronized void to(Mode next) {
        if (mode != Mode.HALTED) {
            mode = next;
        }
    }

    synchronized void halt(String why) {
        if (mode != Mode.HALTED) {
            reason = why;
            mode = Mode.HALTED;
        }
    }
}

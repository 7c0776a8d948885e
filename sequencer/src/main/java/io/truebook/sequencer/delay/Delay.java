package io.truebook.sequencer.delay;

/**
 * What is timed. The first four count from the moment the gateway took an item; the next three are the stages between them; a
 * liquidation counts from the price, payment or trade that made it necessary.
 */
public enum Delay {
    SOFT("soft"),
    POSTED("posted"),
    SAFE("safe"),
    FINAL("final"),
    SOFT_TO_POSTED("softToPosted"),
    POSTED_TO_SAFE("postedToSafe"),
    SAFE_TO_FINAL("safeToFinal"),
    LIQUIDATION("liquidation"),
    LIQUIDATION_POSTED("liquidationPosted");

    private final String label;

    Delay(String label) {
        this.label = label;
    }

    /** As the API, the metrics and the disk name it. */
    public String label() {
        return label;
    }
}

package io.truebook.l1;

/** A block as JSON-RPC names it: by number or by tag. */
public record BlockId(String rpcName) {
    public static final BlockId LATEST = new BlockId("latest");
    public static final BlockId SAFE = new BlockId("safe");
    public static final BlockId FINALIZED = new BlockId("finalized");

    public static BlockId of(long number) {
        return new BlockId(Hex.quantity(number));
    }
}

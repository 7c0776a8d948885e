package io.truebook.sequencer.journal;

/**
 * Where accepted records get their place and become durable. One home today, the embedded journal; a replicated log can be another.
 * One thread appends; {@link Durability} is told on another.
 */
public interface Ordering extends AutoCloseable {
    /** Sees records in their order. */
    @FunctionalInterface
    interface Visitor {
        void visit(long number, byte[] record);
    }

    /** Learns how far the order is durable. */
    interface Durability {
        /** All records below this number survive any crash from now on. */
        void durable(long next);

        /** Called every few milliseconds when nothing became durable. */
        default void idle() {}

        /** Nothing more will become durable; whatever was not reported as durable must be treated as lost. */
        void failed(Throwable cause);
    }

    /** Begins to make records durable. Records appended before wait. */
    void start(Durability durability);

    /**
     * Gives a record its number, counted from 0 without gaps.
     *
     * @throws OrderingFailedException when nothing can become durable any more
     */
    long append(byte[] record);

    /** Number of the next record. */
    long next();

    /** Shows the records from a number on, all that were there when the ordering was opened; only before {@link #start}. */
    void replay(long from, Visitor visitor);

    /** Records below this number are not needed again. */
    void prune(long before);

    @Override
    void close();
}

package io.truebook.engine;

/** What the engine sees of a batch: facts of its header, its transaction bytes, and inbox messages. */
public interface BatchInput {
    /** Batch index. */
    long index();

    /** 32 bytes. */
    byte[] leaseId();

    /** Header time, seconds. */
    long time();

    /** Inbox messages with smaller numbers belong to this batch or earlier ones. */
    long inboxEnd();

    /** Length of the transaction bytes: data length less the roots. */
    int transactionLength();

    /** The array that holds the transaction bytes. */
    byte[] bytes();

    /**
     * Where in {@link #bytes} the range starts.
     *
     * @throws MissingDataException when a byte of the range is not supplied
     */
    int at(int offset, int length);

    /**
     * An inbox message with its head.
     *
     * @throws MissingDataException when it is not supplied
     */
    byte[] message(long number);
}

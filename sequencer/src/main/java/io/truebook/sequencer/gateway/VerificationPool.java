package io.truebook.sequencer.gateway;

import static io.truebook.engine.protocol.Protocol.*;

import io.truebook.engine.Eip712Domain;
import io.truebook.engine.SignedMessage;
import io.truebook.engine.protocol.BigEndian;
import io.truebook.engine.protocol.Reason;
import io.truebook.engine.protocol.SignedItem;
import io.truebook.sequencer.Completion;
import io.truebook.sequencer.Outcome;
import io.truebook.sequencer.Refusal;
import io.truebook.sequencer.Submission;
import io.truebook.sequencer.signing.NativeRecovery;
import io.truebook.sequencer.signing.RecoveredSignatures.Recovered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/**
 * Finds the signers of items on a few threads, ahead of the writer. All items of one connection go through the same thread, so that
 * a cancel cannot overtake the order it cancels.
 */
final class VerificationPool implements AutoCloseable {
    private static final int WAITING = 8_192;
    private static final Task END = new Task(null, null, null, 0);

    private record Task(byte[] item, String clientOrderId, Completion completion, long receivedNanos) {}

    private final Eip712Domain domain;
    private final Consumer<Submission> verified;
    private final List<ArrayBlockingQueue<Task>> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    VerificationPool(Eip712Domain domain, int workers, Consumer<Submission> verified) {
        this.domain = domain;
        this.verified = verified;
        for (int i = 0; i < workers; i++) {
            ArrayBlockingQueue<Task> lane = new ArrayBlockingQueue<>(WAITING);
            lanes.add(lane);
            threads.add(new Thread(() -> run(lane), "verify-" + i));
        }
        threads.forEach(Thread::start);
    }

    /** @param connection items of the same one keep their order */
    void submit(int connection, byte[] item, String clientOrderId, Completion completion) {
        ArrayBlockingQueue<Task> lane = lanes.get(Math.floorMod(connection, lanes.size()));
        if (!lane.offer(new Task(item, clientOrderId, completion, System.nanoTime()))) {
            completion.complete(new Outcome.Refused(Refusal.OVERLOADED));
        }
    }

    @Override
    public void close() {
        try {
            for (ArrayBlockingQueue<Task> lane : lanes) {
                lane.put(END);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ArrayBlockingQueue<Task> lane) {
        try {
            for (Task task = lane.take(); task != END; task = lane.take()) {
                verify(task);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void verify(Task task) {
        List<Recovered> signers = new ArrayList<>(1);
        Reason reason = recover(task.item(), signers);
        if (reason == Reason.OK) {
            verified.accept(new Submission(
                    task.item(), signers, task.completion(), task.receivedNanos(), task.clientOrderId()));
        } else {
            task.completion().complete(new Outcome.Rejected(reason));
        }
    }

    private Reason recover(byte[] item, List<Recovered> signers) {
        if (item.length < FRAME_LENGTH || item.length != FRAME_LENGTH + BigEndian.get(item, 1, 2)) {
            return Reason.MALFORMED_FRAME;
        }
        int type = item[0] & 0xff;
        if (type == ITEM_ORACLE) {
            return recoverPrices(item, signers);
        }
        int unsigned = unsignedLength(type);
        if (unsigned > 0) {
            return item.length == FRAME_LENGTH + unsigned ? Reason.OK : Reason.BAD_LENGTH;
        }
        if (type != ITEM_BUNDLE && SignedItem.fieldsLength(type) < 0) {
            return Reason.UNKNOWN_TYPE;
        }
        SignedMessage message = SignedMessage.ofFrame(domain, item, 0, item.length - FRAME_LENGTH);
        return message == null ? Reason.BAD_LENGTH : recover(message, signers);
    }

    /** Body of an item that clients may submit without a signature, 0 for all others. */
    private static int unsignedLength(int type) {
        return switch (type) {
            case ITEM_LIQUIDATE, ITEM_EXPIRE, ITEM_SETTLE -> 5;
            case ITEM_UNWIND -> 1;
            default -> 0;
        };
    }

    private Reason recoverPrices(byte[] item, List<Recovered> signers) {
        int at = FRAME_LENGTH;
        if (item.length < at + 8 || item.length != at + 8 + 68 * (item[at + 7] & 0xff)) {
            return Reason.BAD_LENGTH;
        }
        int count = item[at + 7] & 0xff;
        if (count < 1 || count > MAX_PUBLISHERS) {
            return Reason.BAD_PUBLISHER;
        }
        int market = item[at] & 0xff;
        long publishTime = BigEndian.get(item, at + 1, 6);
        for (int entry = at + 8; entry < item.length; entry += 68) {
            int tick = (int) BigEndian.get(item, entry + 1, 3);
            Reason reason = recover(SignedMessage.price(domain, market, tick, publishTime, item, entry + 4), signers);
            if (reason != Reason.OK) {
                return reason;
            }
        }
        return Reason.OK;
    }

    private static Reason recover(SignedMessage message, List<Recovered> signers) {
        if (!message.canonical()) {
            return Reason.BAD_SIGNATURE;
        }
        byte[] signer = new NativeRecovery().signerOf(message);
        signers.add(new Recovered(message, signer));
        return signer == null ? Reason.BAD_SIGNATURE : Reason.OK;
    }
}

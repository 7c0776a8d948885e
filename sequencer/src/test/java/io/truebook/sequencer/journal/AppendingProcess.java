package io.truebook.sequencer.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Appends numbered records until it is killed, and prints how many are durable. Prints {@code failed} when the disk refuses. */
public final class AppendingProcess {
    public static void main(String[] arguments) {
        Journal journal = Journal.open(Path.of(arguments[0]), new Journal.Options(1 << 20, 1));
        journal.start(new Ordering.Durability() {
            @Override
            public void durable(long next) {
                System.out.println(next);
                System.out.flush();
            }

            @Override
            public void failed(Throwable cause) {
                System.out.println("failed");
                System.out.flush();
                Runtime.getRuntime().halt(3);
            }
        });
        for (long number = journal.next(); ; number++) {
            journal.append(ByteBuffer.allocate(100).putLong(number).array());
            if (number % 500 == 0) {
                Thread.yield();
            }
        }
    }

    private AppendingProcess() {}
}

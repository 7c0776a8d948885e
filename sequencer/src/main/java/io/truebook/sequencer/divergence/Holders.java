package io.truebook.sequencer.divergence;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** Accounts by their numbers. */
final class Holders {
    private static final long SPREAD = 0x9e3779b97f4a7c15L;
    private static final int INITIAL_BITS = 10;

    private Holder[] places = new Holder[1 << INITIAL_BITS];
    private int bits = INITIAL_BITS;
    private int size;

    int size() {
        return size;
    }

    /** {@code null} when it is not here. */
    Holder get(long number) {
        Holder holder = places[place(number)];
        while (holder != null && holder.number != number) {
            holder = holder.next;
        }
        return holder;
    }

    /** Adds one that is not here. */
    void add(Holder holder) {
        if (size == places.length) {
            grow();
        }
        size++;
        link(holder);
    }

    void removeIf(Predicate<Holder> unwanted) {
        Holder[] before = places;
        places = new Holder[before.length];
        size = 0;
        forEach(before, holder -> {
            if (!unwanted.test(holder)) {
                size++;
                link(holder);
            }
        });
    }

    void forEach(Consumer<Holder> told) {
        forEach(places, told);
    }

    void clear() {
        places = new Holder[1 << INITIAL_BITS];
        bits = INITIAL_BITS;
        size = 0;
    }

    private void grow() {
        Holder[] before = places;
        places = new Holder[1 << ++bits];
        forEach(before, this::link);
    }

    /** Whoever is told of one may link it elsewhere. */
    private static void forEach(Holder[] places, Consumer<Holder> told) {
        for (Holder first : places) {
            for (Holder holder = first; holder != null; ) {
                Holder next = holder.next;
                told.accept(holder);
                holder = next;
            }
        }
    }

    private void link(Holder holder) {
        int place = place(holder.number);
        holder.next = places[place];
        places[place] = holder;
    }

    private int place(long number) {
        return (int) (number * SPREAD >>> Long.SIZE - bits);
    }
}

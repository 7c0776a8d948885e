package io.truebook.sequencer.market;

import static io.truebook.engine.protocol.Protocol.STATUS_UNLISTED;

import io.truebook.engine.Cells;
import io.truebook.engine.protocol.OrderCell;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Reads books out of the state: from the bitmap words to the levels, and along each level's list of orders. */
final class BookLoader {
    private static final int MARKETS = 256;
    private static final int SLOT_BITS = 9;

    /** The books of all listed markets, {@code null} for the others. */
    static BookView[] load(Cells cells) {
        BookView[] books = new BookView[MARKETS];
        for (int market = 0; market < MARKETS; market++) {
            if (cells.risk(market).status != STATUS_UNLISTED) {
                books[market] = load(cells, market);
            }
        }
        return books;
    }

    private static BookView load(Cells cells, int market) {
        BookView book = new BookView(cells.cursor().sequence);
        for (int side = BookView.BIDS; side <= BookView.ASKS; side++) {
            loadSide(cells, market, side, book);
        }
        book.takeDelta();
        return book;
    }

    private static void loadSide(Cells cells, int market, int side, BookView book) {
        forEachBit(cells.topWord(market, side).bits, middle -> {
            forEachBit(cells.middleWord(market, side, middle).bits, low -> {
                int leaf = middle << 8 | low;
                forEachBit(cells.leafWord(market, side, leaf).bits, within -> {
                    loadLevel(cells, market, side, leaf << 8 | within, book);
                });
            });
        });
    }

    private static void loadLevel(Cells cells, int market, int side, int tick, BookView book) {
        long reference = cells.level(market, side, tick).headRef;
        while (reference != 0) {
            OrderCell order = cells.orderOf(reference);
            book.rested(reference >>> SLOT_BITS, (int) (reference & 255), side, tick, order.lots);
            reference = order.nextRef;
        }
    }

    private static void forEachBit(long[] word, IntConsumer visitor) {
        long[] bits = Arrays.copyOf(word, word.length);
        for (int i = 0; i < 256; i++) {
            if ((bits[i >>> 6] & Long.MIN_VALUE >>> (i & 63)) != 0) {
                visitor.accept(i);
            }
        }
    }

    private BookLoader() {}
}

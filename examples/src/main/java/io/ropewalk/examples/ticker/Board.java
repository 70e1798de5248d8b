package io.ropewalk.examples.ticker;

import io.ropewalk.core.ChannelStats;
import io.ropewalk.examples.Crew;
import io.ropewalk.queues.BoundedBuffer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A fast ticker, a slow reader, and a buffer between them:
 *
 * <pre>
 *   ticker ---[ quotes ]--- reader --- board (the latest quote of each module)
 * </pre>
 *
 * <p><b>The question.</b> The ticker has many times as many quotes as the reader can show.
 * Something must give way, and the buffer's overflow policy says what: the ticker waits (and then
 * everything it does is late); or old quotes are dropped (and the board may miss the last word on a
 * module); or a newer quote takes the place of the waiting one of the same module, which nobody
 * will miss: it would have been out of date when it was shown.
 *
 * <p>For one run.
 */
final class Board {
    private final BoundedBuffer<Quote> quotes;
    private final Duration showing;
    private final int speed;
    private final Map<String, Quote> told = new ConcurrentHashMap<>();
    private final Map<String, Quote> board = new HashMap<>();
    private long nanos;
    private long shown;
    private long outOfDate;
    private long backwards;

    /**
     * Hangs the board up.
     *
     * @param quotes what ticker and reader meet at
     * @param showing how long the reader takes to show a quote
     * @param speed how many quotes the ticker has in that time, if it need not wait
     */
    Board(BoundedBuffer<Quote> quotes, Duration showing, int speed) {
        this.quotes = quotes;
        this.showing = showing;
        this.speed = speed;
    }

    /** Lets the ticker tell all of them, and the reader show what reaches it. */
    void run(List<Quote> all) throws Exception {
        Crew crew =
                new Crew(cause -> {
                    quotes.close(cause);
                    quotes.cancel();
                });
        crew.add("ticker", () -> tell(all));
        crew.add("reader", this::show);
        crew.run();
    }

    private void tell(List<Quote> all) throws InterruptedException {
        long start = System.nanoTime();
        for (Quote quote : all) {
            if (quote.step() % speed == speed - 1) {
                LockSupport.parkNanos(showing.toNanos());
            }
            told.put(quote.module(), quote);
            quotes.send(quote);
        }
        nanos = System.nanoTime() - start;
        quotes.close(); // what waits now is still shown
    }

    private void show() {
        for (Quote quote : quotes) {
            if (!quote.equals(told.get(quote.module()))) {
                outOfDate++;
            }
            Quote before = board.put(quote.module(), quote);
            if (before != null && before.step() > quote.step()) {
                backwards++;
            }
            shown++;
            LockSupport.parkNanos(showing.toNanos()); // draws it
        }
    }

    /** How many modules have another quote on the board than their last one. */
    long wrong(Map<String, Quote> last) {
        return last.values().stream()
                .filter(quote -> !quote.equals(board.get(quote.module())))
                .count();
    }

    long shown() {
        return shown;
    }

    /** How often the board went back in time. */
    long backwards() {
        return backwards;
    }

    /** How many quotes were out of date when the reader received them: a newer one was told. */
    long outOfDate() {
        return outOfDate;
    }

    double tickerMillis() {
        return nanos / 1e6;
    }

    ChannelStats stats() {
        return quotes.stats();
    }
}

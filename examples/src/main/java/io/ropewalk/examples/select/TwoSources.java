package io.ropewalk.examples.select;

import io.ropewalk.examples.Crew;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;
import io.ropewalk.queues.select.Clause;
import io.ropewalk.queues.select.Selector;
import io.ropewalk.queues.select.Timer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One thread that listens to two sources and a clock:
 *
 * <pre>
 *   source of left  ---[||||||]---+
 *   source of right ---[||||||]---+--- listener
 *   timer           --------------+
 * </pre>
 *
 * <p><b>Why a selector.</b> A thread that waits in {@code left.receive()} is deaf to the right one
 * and to the clock. The usual ways out are a thread for each, with locks around what they share; a
 * common queue for everything, whose items must then say what they are; or asking all in turn,
 * which burns a processor. A selector sleeps until one of its clauses can happen, and lets exactly
 * that one happen. The others have lost nothing: what they would have received is still there.
 *
 * <p><b>Why round robin.</b> When several clauses are ready, the one after the last winner wins. If
 * the first one always won, a busy source could silence the others for ever.
 *
 * <p><b>The timer.</b> There is no thread behind it. The listener's own sleep ends when a tick is
 * due.
 *
 * <p><b>How it ends.</b> Each source closes its buffer. A closed and empty one is "ready" for ever,
 * so its clause says what to do at the end, and then takes no part any more.
 *
 * <p>For one run.
 */
final class TwoSources {
    private final Source left;
    private final Source right;
    private final Timer timer;
    private final Consumer<? super TwoSources> onTick;
    private long sleeps;

    TwoSources(
            List<Path> left,
            List<Path> right,
            int capacity,
            Duration period,
            Consumer<? super TwoSources> onTick) {
        this.left = new Source(left, capacity);
        this.right = new Source(right, capacity);
        this.timer = Timer.every(period);
        this.onTick = onTick;
    }

    /** Finds files and sends their sizes; what has come of it is the listener's. */
    private static final class Source {
        final List<Path> files;
        final BoundedBuffer<Long> sizes;
        boolean open = true;
        Count count = Count.ZERO;

        Source(List<Path> files, int capacity) {
            this.files = files;
            this.sizes =
                    BoundedBuffer.<Long>builder(capacity)
                            .producers(Parties.ONE)
                            .consumers(Parties.ONE)
                            .build();
        }

        void send() throws IOException, InterruptedException {
            for (Path file : files) {
                sizes.send((long) Files.readAllBytes(file).length);
            }
            sizes.close();
        }

        Clause<Source> clause() {
            return Clause.receive(sizes)
                    .map(size -> {
                        count = count.plus(size);
                        return this;
                    })
                    .when(() -> open)
                    .atEnd(closed -> {
                        open = false;
                        return this;
                    });
        }

        void stop(Throwable cause) {
            sizes.close(cause);
            sizes.cancel();
        }
    }

    /** What a source has sent so far. */
    record Count(long files, long bytes) {
        static final Count ZERO = new Count(0, 0);

        Count plus(long size) {
            return new Count(files + 1, bytes + size);
        }
    }

    /** Listens until both sources have ended and the timer has ticked at least once. */
    void run() throws Exception {
        Crew crew =
                new Crew(cause -> {
                    left.stop(cause);
                    right.stop(cause);
                });
        crew.add("left", left::send);
        crew.add("right", right::send);
        crew.add("listener", this::listen);
        crew.run();
    }

    private void listen() throws InterruptedException {
        Clause<Timer> tick = Clause.on(timer).then(_ -> onTick.accept(this));
        try (Selector<Object> selector = Selector.roundRobin(left.clause(), right.clause(), tick)) {
            while (left.open || right.open || timer.ticks() == 0) {
                selector.select(); // sleeps until one of the three can happen
            }
        }
        sleeps = left.sizes.stats().receiverParks() + right.sizes.stats().receiverParks();
    }

    Count left() {
        return left.count;
    }

    Count right() {
        return right.count;
    }

    long ticks() {
        return timer.ticks();
    }

    long sleeps() {
        return sleeps;
    }
}

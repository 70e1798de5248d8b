package io.ropewalk.testkit;

import io.ropewalk.core.ClosedException;

import java.time.Duration;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Receives in every way that the channel knows. */
final class StormConsumer extends StormParticipant {
    /** How often it tries again after the channel has ended: all must find the end. */
    private static final int LATE_CALLS = 3;

    private final ConservationOracle.Received received;
    private final ConservationOracle.Received receivedLater;
    private final long cancelAfter;
    private final StormPending<Long> pending;
    private int taken;

    /**
     * Creates a consumer.
     *
     * @param received notes of what calls took at once, or while their thread waited
     * @param receivedLater notes of what pending calls took, in the order of the calls
     * @param cancelAfter after how many items it cancels the channel
     */
    StormConsumer(
            String name,
            StormRound round,
            SplittableRandom random,
            ConservationOracle.Received received,
            ConservationOracle.Received receivedLater,
            long cancelAfter) {
        super(name, round, random);
        this.received = received;
        this.receivedLater = receivedLater;
        this.cancelAfter = cancelAfter;
        Users side = Users.of(options.consumers());
        pending = new StormPending<>(this, side, (call, item) -> gotLater(item));
    }

    private void gotLater(long item) {
        receivedLater.take(item);
        tally.count(StormOutcome.RECEIVED);
    }

    @Override
    void prepare() throws InterruptedException {
        round.stuffing.await();
    }

    @Override
    void work() {
        receiveAll();
        pending.settleAll();
        if (round.draining) {
            drain();
        }
    }

    private void receiveAll() {
        int ends = 0;
        boolean cancelled = false;
        while (ends < LATE_CALLS) {
            if (round.draining) {
                return;
            }
            if (!cancelled && received.count() >= cancelAfter) {
                cancelled = true;
                round.endByConsumer();
            }
            boolean late = round.drainedSeen;
            beforeCall();
            taken = 0;
            try {
                if (!take(late)) {
                    ends++;
                    endSeen();
                }
            } catch (SinkFailure e) {
                tally.count(StormOutcome.SINK_THREW);
            } catch (InterruptedException e) {
                interrupted();
            } catch (ClosedException e) {
                ends++;
                endSeen();
            }
            if (taken > 0) {
                tally.count(StormOutcome.RECEIVED);
                if (late) {
                    round.oracle.report(name + " got an item after the end had been seen");
                }
            }
        }
    }

    private void endSeen() {
        tally.count(StormOutcome.CLOSED);
        round.endSeen = true;
        // A cancel hands out the leftovers while others may still take some of them.
        if (round.ending.closes()) {
            round.drainedSeen = true;
        }
    }

    /** Makes one call, or a short iteration; false at the end of the channel. */
    private boolean take(boolean late) throws InterruptedException {
        if (round.asynchronous && random.nextInt(3) == 0) {
            pending.beforeAsyncCall();
            receiveAsync(late);
            return true;
        }
        pending.beforeCall();
        int dice = random.nextInt(100);
        if (mayWait(dice, 35)) {
            got(channel.receive());
            afterCall("receive", true);
        } else if (mayTime(dice, 55)) {
            receiveTimed();
        } else if (mayWait(dice, 70) && mayBatch(dice, 70)) {
            receiveBatch();
        } else if (mayBatch(dice, 80)) {
            drainTo();
        } else if (dice < 90 && options.has(ChannelFeature.ITERATION)) {
            return iterate();
        } else {
            tryReceive();
        }
        return true;
    }

    private void receiveAsync(boolean late) throws InterruptedException {
        CompletableFuture<Long> future = channel.receiveAsync().toCompletableFuture();
        if (!future.isDone()) {
            pending.add(0, late, future);
            afterCall("receiveAsync", false);
            return;
        }
        try {
            got(future.get());
            afterCall("receiveAsync", false);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClosedException closed) {
                throw closed;
            }
            throw new IllegalStateException("receiveAsync failed", e.getCause());
        }
    }

    private void tryReceive() {
        Long item = channel.tryReceive();
        if (item != null) {
            got(item);
        } else {
            tally.count(StormOutcome.EMPTY);
            relax();
        }
        afterCall("tryReceive", false);
    }

    private void receiveTimed() throws InterruptedException {
        Duration timeout = timeout();
        Long item = channel.tryReceive(timeout);
        if (item != null) {
            got(item);
        } else {
            boolean waited = !timeout.isNegative() && !timeout.isZero();
            tally.count(waited ? StormOutcome.TIMED_OUT : StormOutcome.EMPTY);
            relax();
        }
        afterCall("timed tryReceive", item != null);
    }

    private void receiveBatch() throws InterruptedException {
        int max = 1 + random.nextInt(options.largestBatch());
        int count = channel.receiveBatch(sink(), max);
        check("receiveBatch", count, 1, max);
        afterCall("receiveBatch", true);
    }

    private void drainTo() {
        int max = random.nextInt(options.largestBatch() + 1);
        int count = channel.drainTo(sink(), max);
        check("drainTo", count, 0, max);
        if (count == 0) {
            tally.count(StormOutcome.EMPTY);
            relax();
        }
        afterCall("drainTo", false);
    }

    private void check(String call, int count, int min, int max) {
        if (count != taken || count < min || count > max) {
            round.oracle.report(
                    call + " up to " + max + " gave " + taken + " items and returned " + count);
        }
    }

    private Consumer<Long> sink() {
        int every = options.sinkThrowsEvery();
        boolean throwing = every > 0 && random.nextInt(every) == 0;
        int throwAt = throwing ? 1 + random.nextInt(options.largestBatch()) : Integer.MAX_VALUE;
        return item -> {
            got(item);
            if (taken == throwAt) {
                throw new SinkFailure();
            }
        };
    }

    private boolean iterate() throws InterruptedException {
        Iterator<Long> iterator = channel.iterator();
        try {
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                if (!iterator.hasNext()) {
                    return false;
                }
                got(iterator.next());
                afterCall("hasNext", true);
                beforeCall();
            }
            return true;
        } catch (CancellationException e) {
            if (!Thread.interrupted()) {
                round.oracle.report("hasNext was interrupted and cleared the interrupt");
            }
            throw new InterruptedException();
        }
    }

    /** Empties a channel that is not closed, once no producer is left. */
    private void drain() {
        for (Long item = channel.tryReceive(); item != null; item = channel.tryReceive()) {
            got(item);
        }
    }

    private void got(Long item) {
        taken++;
        received.take(item);
    }

    private static final class SinkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SinkFailure() {
            super("thrown by a sink on purpose", null, false, false);
        }
    }
}

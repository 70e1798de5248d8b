package io.ropewalk.testkit;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.FullException;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Offers its items in every way that the channel knows. */
final class StormProducer extends StormParticipant {
    /** How often it tries again after the channel has ended: all must be refused. */
    private static final int LATE_CALLS = 3;

    private static final int HANDLE_CHANGES_EVERY = 32;

    private final ConservationOracle.Sent sent;
    private final int endAfter;
    private final StormPending<@Nullable Void> pending;
    private final boolean takesAll;
    private boolean late; // whether the call began after the end had been seen
    private Sender<Long> sender; // the channel, or a handle of this producer's own

    /**
     * Creates a producer.
     *
     * @param endAfter after how many items it closes the channel; beyond its last for never
     */
    StormProducer(
            String name,
            StormRound round,
            SplittableRandom random,
            ConservationOracle.Sent sent,
            int endAfter) {
        super(name, round, random);
        this.sent = sent;
        this.endAfter = endAfter;
        takesAll = options.drops() || !options.has(ChannelFeature.BACK_PRESSURE);
        sender = round.counted ? channel.sender() : channel;
        Users side = Users.of(options.producers());
        pending = new StormPending<>(this, side, (call, nothing) -> acceptedLater(call.item()));
    }

    private void acceptedLater(long item) {
        sent.accept(item);
        tally.count(StormOutcome.ACCEPTED);
    }

    long offered() {
        return sent.offered();
    }

    @Override
    void work() {
        int refusals = 0;
        boolean ended = false;
        while (sent.left() > 0 && refusals < LATE_CALLS) {
            if (!ended && sent.offered() >= endAfter) {
                ended = true;
                round.endByProducer();
            }
            late = round.endSeen;
            beforeCall();
            long dropped = tally.get(StormOutcome.DROPPED);
            try {
                if (round.counted && random.nextInt(HANDLE_CHANGES_EVERY) == 0) {
                    changeHandle();
                }
                if (offer() > 0) {
                    mustNotBeLate("sent an item");
                }
                if (takesAll
                        && (tally.get(StormOutcome.DROPPED) > dropped || random.nextInt(4) == 0)) {
                    pause(); // or else nobody would ever wait for an item
                }
            } catch (FullException e) {
                full();
            } catch (InterruptedException e) {
                interrupted();
            } catch (ClosedException e) {
                refusedByEnd();
                refusals++;
                round.endSeen = true;
            }
        }
        pending.settleAll();
    }

    @Override
    void refusedByEnd() {
        tally.count(StormOutcome.CLOSED);
        if (!channel.isClosed() || !round.ending.comesMidway()) {
            round.oracle.report(name + " was refused although nobody had closed");
        }
    }

    /** To be called when a call was not refused: one that began after the end must be. */
    private void mustNotBeLate(String what) {
        if (late) {
            round.oracle.report(name + " " + what + " after the end had been seen");
        }
    }

    /** Fills the channel without waiting, against the other producers. */
    @Override
    void prepare() throws InterruptedException {
        StormStuffing stuffing = round.stuffing;
        if (!stuffing.isOver()) {
            int count = 0;
            while (count <= stuffing.capacity() && trySend() > 0) {
                count++;
            }
            stuffing.full(count, round.oracle);
            stuffing.await();
        }
    }

    @Override
    void leave() {
        round.producerLeaves(sender);
        if (round.counted && random.nextBoolean()) {
            openOnceMore();
        }
    }

    /** Another may be closing the last handle meanwhile. */
    private void openOnceMore() {
        try {
            channel.sender().close();
        } catch (ClosedException e) {
            // it was the last
        }
    }

    /** Opens the new handle before it closes the old one: the channel stays open. */
    private void changeHandle() {
        Sender<Long> old = sender;
        sender = channel.sender();
        mustNotBeLate("opened a handle");
        old.close();
        if (random.nextBoolean()) {
            old.close();
        }
        try {
            round.oracle.report("trySend by a closed handle returned " + old.trySend(-1L));
        } catch (ClosedException expected) {
            tally.count(StormOutcome.HANDLE_CHANGED);
        }
    }

    /** A call that would have waited for room was refused. */
    private void full() {
        if (!options.rejects()) {
            round.oracle.report(name + " was told that the channel is full and rejects");
        }
        afterCall("a refused send", false);
        refused();
    }

    private void refused() {
        if (options.drops()) {
            round.oracle.report(name + " was refused by a channel that drops");
        }
        mustNotBeLate("found no room");
        tally.count(StormOutcome.REFUSED);
        relax();
    }

    /** Makes one call; answers how many items were accepted at once. */
    private int offer() throws InterruptedException {
        if (round.asynchronous && random.nextInt(3) == 0) {
            pending.beforeAsyncCall();
            return sendAsync();
        }
        pending.beforeCall();
        int dice = random.nextInt(100);
        if (mayWait(dice, 45)) {
            return send();
        }
        if (mayTime(dice, 65)) {
            return sendTimed();
        }
        if (mayBatch(dice, 80)) {
            return sendAll();
        }
        return trySend();
    }

    private int send() throws InterruptedException {
        long item = sent.offer();
        sender.send(item);
        accepted(item, "send", true);
        return 1;
    }

    private int sendAsync() throws InterruptedException {
        long item = sent.offer();
        CompletableFuture<@Nullable Void> future = sender.sendAsync(item).toCompletableFuture();
        if (!future.isDone()) {
            if (!options.lettingSendersWait()) {
                round.oracle.report("sendAsync waits for room in " + channel);
            }
            pending.add(item, late, future);
            afterCall("sendAsync", false);
            return 0;
        }
        try {
            Object nothing = future.get();
            accepted(item, "sendAsync, which gave " + nothing, false);
            return 1;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClosedException closed) {
                throw closed;
            }
            if (e.getCause() instanceof FullException full) {
                throw full;
            }
            throw new IllegalStateException("sendAsync failed", e.getCause());
        }
    }

    private int trySend() {
        long item = sent.offer();
        if (sender.trySend(item)) {
            accepted(item, "trySend", false);
            return 1;
        }
        afterCall("trySend", false);
        refused();
        return 0;
    }

    private int sendTimed() throws InterruptedException {
        long item = sent.offer();
        Duration timeout = timeout();
        if (sender.trySend(item, timeout)) {
            accepted(item, "timed trySend", true);
            return 1;
        }
        afterCall("timed trySend", false);
        boolean waited = options.lettingSendersWait() && !timeout.isNegative() && !timeout.isZero();
        if (waited) {
            mustNotBeLate("waited for room");
            tally.count(StormOutcome.TIMED_OUT);
            relax();
        } else {
            refused();
        }
        return 0;
    }

    private int sendAll() throws InterruptedException {
        int size = Math.min(sent.left(), random.nextInt(options.largestBatch() + 1));
        List<Long> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(sent.offer());
        }
        int count = sender.sendAll(items);
        if (count < 0 || count > size || (count == 0 && size > 0)) {
            round.oracle.report("sendAll of " + size + " items returned " + count);
            return 0;
        }
        if (count < size) {
            tally.count(StormOutcome.PARTIAL_BATCH);
            if (!options.rejects()
                    && !Thread.currentThread().isInterrupted()
                    && !channel.isClosed()) {
                round.oracle.report("sendAll stopped at " + count + " of " + size + " for nothing");
            }
        }
        for (long item : items.subList(0, count)) {
            accept(item);
        }
        if (count > 0) {
            tally.count(StormOutcome.ACCEPTED);
        }
        afterCall("sendAll", count == size);
        return count;
    }

    /** Notes an acceptance at once, which may have been ahead of what is pending. */
    private void accept(long item) {
        sent.accept(item);
        if (!pending.isEmpty()) {
            sent.overtook(item, pending.items());
        }
    }

    private void accepted(long item, String call, boolean mayTie) {
        accept(item);
        tally.count(StormOutcome.ACCEPTED);
        afterCall(call, mayTie);
    }
}

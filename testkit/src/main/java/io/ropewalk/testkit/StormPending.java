package io.ropewalk.testkit;

import io.ropewalk.core.ClosedException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The asynchronous calls of a participant that were pending when they returned, oldest first. Waits
 * for them, cancels them or gives them a time-out, and judges each by how it ended.
 *
 * @param <V> what a call yields
 */
final class StormPending<V extends @Nullable Object> {
    /*
     * In calm rounds nothing is cancelled or timed out: that would make up for a lost wake-up.
     */
    private final StormParticipant participant;
    private final StormRound round;
    private final boolean one;
    private final int most;
    private final Granted<V> granted;
    private final ArrayDeque<Call<V>> calls = new ArrayDeque<>();

    /**
     * A call that was pending.
     *
     * @param item what it sends, or 0
     * @param late whether it began after the end had been seen
     * @param future its future
     */
    record Call<V extends @Nullable Object>(long item, boolean late, CompletableFuture<V> future) {}

    /** What to do about a call that was granted. */
    @FunctionalInterface
    interface Granted<V extends @Nullable Object> {
        void granted(Call<V> call, V value);
    }

    StormPending(StormParticipant participant, Users side, Granted<V> granted) {
        this.participant = participant;
        round = participant.round;
        one = side == Users.ONE;
        most = one ? 1 : participant.options.mostPending();
        this.granted = granted;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** What the calls send that were not over when they were last looked at. */
    List<Long> items() {
        List<Long> items = new ArrayList<>();
        calls.forEach(call -> items.add(call.item()));
        return items;
    }

    /** To be called before each call: a pending one is a call in progress. */
    void beforeCall() throws InterruptedException {
        settleOver();
        if (one || participant.random.nextInt(8) == 0) {
            settleFirst();
        }
    }

    /** To be called before each asynchronous call. */
    void beforeAsyncCall() throws InterruptedException {
        settleOver();
        if (calls.size() >= most) {
            settleFirst();
        }
    }

    /** Adds a call that is pending. */
    void add(long item, boolean late, CompletableFuture<V> future) {
        participant.tally.count(StormOutcome.ASYNC_PENDING);
        Call<V> call = new Call<>(item, late, future);
        calls.add(call);
        if (!round.calm && participant.random.nextInt(8) == 0) {
            boolean ignored = cancel(call); // at once: a busy channel would soon have granted it
        } else if (!round.calm && participant.random.nextInt(4) == 0) {
            long nanos = participant.anyMagnitude(participant.options.longestTimeout().toNanos());
            CompletableFuture<V> ignored = future.orTimeout(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Settles all, whatever happens. */
    void settleAll() {
        while (!calls.isEmpty()) {
            try {
                settleFirst();
            } catch (InterruptedException e) {
                participant.interrupted();
            } catch (ClosedException e) {
                participant.refusedByEnd();
            }
        }
    }

    /** Settles those at the head that are over: in their order, for that is judged. */
    private void settleOver() throws InterruptedException {
        for (Call<V> first = calls.peek();
                first != null && first.future().isDone();
                first = calls.peek()) {
            settleFirst();
        }
    }

    /**
     * Ends the first call.
     *
     * @throws InterruptedException when interrupted; the call stays the first
     * @throws ClosedException when it ended so
     */
    private void settleFirst() throws InterruptedException {
        Call<V> first = calls.peek();
        if (first == null) {
            return;
        }
        boolean cancels = round.draining || (!round.calm && participant.random.nextInt(3) == 0);
        boolean tie = cancels && !first.future().isDone() && !cancel(first);
        V value;
        try {
            value = first.future().get();
        } catch (CancellationException e) {
            calls.remove();
            participant.tally.count(StormOutcome.ASYNC_CANCELLED);
            return;
        } catch (ExecutionException e) {
            calls.remove();
            failed(e.getCause());
            return;
        }
        calls.remove();
        participant.tally.count(tie ? StormOutcome.ASYNC_TIE : StormOutcome.ASYNC_GRANTED);
        if (first.late()) {
            round.oracle.report(participant + " began a call after the end and was granted it");
        }
        granted.granted(first, value);
    }

    /** Cancels; false when that is put off, because a hand-over may be under way. */
    private boolean cancel(Call<V> call) {
        boolean atOnce = call.future().cancel(false);
        if (atOnce && !call.future().isCancelled()) {
            round.oracle.report("cancel answered true, but " + call.future());
        }
        return atOnce;
    }

    private void failed(@Nullable Throwable cause) {
        if (cause instanceof TimeoutException) {
            participant.tally.count(StormOutcome.ASYNC_TIMED_OUT);
        } else if (cause instanceof ClosedException) {
            throw new ClosedException("a pending call ended", cause);
        } else {
            throw new IllegalStateException("a pending call failed", cause);
        }
    }
}

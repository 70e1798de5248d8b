package io.ropewalk.queues.select;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.Outcome;
import io.ropewalk.core.wait.Selection;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Waits for the first of several things: an item of one channel, room in another, a timer, a stage.
 * Exactly one of its clauses happens in each select; nothing becomes of the others.
 *
 * <p>For a loop over the same things, make one selector and select again and again: it stays
 * registered with what it waits for, and only what was signalled meanwhile is registered anew. For
 * a single wait there is {@link #selectOnce}. With one channel and a time-out, its own timed calls
 * are simpler.
 *
 * {@snippet :
 * BoundedBuffer<String> orders = BoundedBuffer.of(64);
 * BoundedBuffer<String> prices = BoundedBuffer.of(64);
 * Timer second = Timer.every(Duration.ofSeconds(1));
 * try (Selector<String> selector =
 *         Selector.roundRobin(
 *                 Clause.receive(orders).map(order -> "order " + order),
 *                 Clause.receive(prices).map(price -> "price " + price),
 *                 Clause.on(second).map(timer -> "tick " + timer.ticks()))) {
 *     for (int i = 0; i < 100; i++) {
 *         System.out.println(selector.select());
 *     }
 * }
 * }
 *
 * <p><b>Thread roles.</b> One thread at a time; overlapping calls are detected as far as that is
 * free of cost, and both threads named. On a side of a channel that is declared for one thread, the
 * selecting thread is that one. Any strand may select: a platform or a virtual thread.
 *
 * <p><b>Progress.</b> Each clause is tried without waiting, in order; then the strand sleeps until
 * a clause is signalled. No helper thread is involved, for time-outs and timers neither.
 *
 * <p><b>Fairness.</b> Of several clauses that are ready, {@link #biased} takes the first, {@link
 * #roundRobin} the next after the one whose turn it was last, which won or threw (so that each is
 * served after at most as many selects as there are clauses), {@link #random} any with the same
 * probability. Between selectors and other waiters of a channel the channel's own order counts.
 *
 * <p><b>Memory consistency effects.</b> As the won clause's call has them.
 *
 * <p><b>Interruption.</b> {@link #select} and the timed {@link #trySelect(Duration, Supplier)
 * trySelect} throw {@link InterruptedException} when the thread is interrupted on entry or while it
 * waits, and no clause has then happened. A clause that ties with an interrupt or with the time-out
 * wins; the interrupt stays pending.
 *
 * <p><b>Errors.</b> What a clause's functions throw reaches the caller; those of {@code map} and
 * {@code then} run after the clause has happened. A select that meets the end of a channel throws
 * {@link ClosedException}, unless the clause says otherwise ({@link Clause#atEnd}). Calls of two
 * threads at once throw {@link IllegalStateException}. A channel that cannot be selected on is
 * refused with {@link UnsupportedOperationException} when the selector is made.
 *
 * <p><b>Cost.</b> Trying costs what each clause's own call costs; when one is ready, nothing is
 * allocated, and no lock is taken that the call itself does not take. A sleep costs one park and,
 * for each clause that was signalled since the last one, joining a queue.
 *
 * @param <R> what a select returns
 */
public final class Selector<R extends @Nullable Object> implements AutoCloseable {
    /*
     * Everything but `selecting` belongs to the selecting thread. `selecting` is plain: overlapping
     * calls are a mistake of the caller's that this finds often, not always.
     *
     * order[0 .. count) are the clauses that take part in the present select, as they are tried.
     */
    private final Entry<R>[] entries;
    private final Order ordering;
    private final Selection selection;
    private final int[] order;
    private final TimeSource timeSource;
    private boolean sends;
    private int count;
    private boolean ended;
    private @Nullable Thread selecting;

    /** A clause in this selector, with what it yields. */
    private static final class Entry<R extends @Nullable Object> {
        final Clause<? extends R> clause;
        final Selectable<?> source;
        @Nullable Object item;
        @Nullable Object yielded;

        Entry(Clause<? extends R> clause) {
            this.clause = Objects.requireNonNull(clause, "clause");
            source = clause.source(() -> item);
        }

        Attempt attempt() {
            return source.attempt(value -> yielded = value);
        }
    }

    private Selector(List<Clause<? extends R>> clauses, Order ordering, TimeSource timeSource) {
        int length = clauses.size();
        if (length == 0) {
            throw new IllegalArgumentException("a selector needs at least one clause");
        }
        @SuppressWarnings({"unchecked", "rawtypes"}) // generic arrays
        Entry<R>[] made = new Entry[length];
        WaitQueue[] queues = new WaitQueue[length];
        Attempt[] attempts = new Attempt[length];
        for (int i = 0; i < length; i++) {
            made[i] = new Entry<>(clauses.get(i));
            sends |= made[i].clause.item != null;
            queues[i] = made[i].source.waitQueue();
            attempts[i] = made[i].attempt();
        }
        entries = made;
        this.ordering = ordering;
        this.timeSource = timeSource;
        order = new int[length];
        selection = new Selection(queues, attempts);
    }

    /**
     * A selector that prefers clauses in their order: the first that is ready wins.
     *
     * @param <R> what a select returns
     * @param clauses at least one
     * @return a new selector
     * @throws IllegalArgumentException when there is none
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object> Selector<R> biased(Clause<? extends R>... clauses) {
        return new Selector<>(Arrays.asList(clauses), Order.biased(), TimeSource.system());
    }

    /**
     * A selector that serves ready clauses in turn.
     *
     * @param <R> what a select returns
     * @param clauses at least one
     * @return a new selector
     * @throws IllegalArgumentException when there is none
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object> Selector<R> roundRobin(
            Clause<? extends R>... clauses) {
        return new Selector<>(Arrays.asList(clauses), Order.roundRobin(), TimeSource.system());
    }

    /**
     * A selector that serves ready clauses at random.
     *
     * @param <R> what a select returns
     * @param seed decides the choices: the same seed makes the same ones
     * @param clauses at least one
     * @return a new selector
     * @throws IllegalArgumentException when there is none
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object> Selector<R> random(
            long seed, Clause<? extends R>... clauses) {
        return new Selector<>(Arrays.asList(clauses), Order.random(seed), TimeSource.system());
    }

    /**
     * Waits once for the first of several clauses; the earlier ones are preferred.
     *
     * @param <R> what the select returns
     * @param clauses at least one
     * @return what the winning clause makes
     * @throws InterruptedException when interrupted; no clause has happened
     * @throws ClosedException when the clause's channel has ended
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <R extends @Nullable Object> R selectOnce(Clause<? extends R>... clauses)
            throws InterruptedException {
        try (Selector<R> selector =
                new Selector<>(Arrays.asList(clauses), Order.biased(), TimeSource.system())) {
            return selector.select();
        }
    }

    /**
     * The same clauses in a selector whose time-outs go by another clock.
     *
     * @param timeSource the clock
     * @return a new selector
     */
    public Selector<R> withTimeSource(TimeSource timeSource) {
        Objects.requireNonNull(timeSource, "timeSource");
        List<Clause<? extends R>> clauses = new ArrayList<>();
        for (Entry<R> entry : entries) {
            clauses.add(entry.clause);
        }
        return new Selector<>(clauses, ordering.fresh(), timeSource);
    }

    /**
     * Waits until a clause happens.
     *
     * @return what it makes
     * @throws InterruptedException when interrupted; no clause has happened
     * @throws ClosedException when the clause's channel has ended
     * @throws IllegalStateException when no clause takes part, as all their conditions are false
     */
    public R select() throws InterruptedException {
        begin("select");
        try {
            checkInterrupt();
            prepare();
            if (count == 0) {
                throw new IllegalStateException(
                        "no clause takes part: the conditions of all "
                                + entries.length
                                + " are false");
            }
            boolean happened = tryOnce() || await(Deadline.NEVER);
            assert happened;
        } finally {
            end();
        }
        return result();
    }

    /**
     * Looks whether a clause can happen now.
     *
     * @param otherwise makes the result when none can
     * @return what the clause makes, or that
     * @throws ClosedException when the clause's channel has ended
     */
    public R trySelect(Supplier<? extends R> otherwise) {
        Objects.requireNonNull(otherwise, "otherwise");
        begin("trySelect");
        boolean happened;
        try {
            prepare();
            happened = tryOnce();
        } finally {
            end();
        }
        return happened ? result() : otherwise.get();
    }

    /**
     * Waits until a clause happens, at most a given time. Waits that long also when no clause takes
     * part, as all their conditions are false.
     *
     * @param timeout how long; zero or negative tries once
     * @param otherwise makes the result when the time is up
     * @return what the clause makes, or that
     * @throws InterruptedException when interrupted; no clause has happened
     * @throws ClosedException when the clause's channel has ended
     */
    public R trySelect(Duration timeout, Supplier<? extends R> otherwise)
            throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(otherwise, "otherwise");
        begin("trySelect");
        boolean happened;
        try {
            checkInterrupt();
            prepare();
            happened = tryOnce() || await(Deadline.after(timeout, timeSource));
        } finally {
            end();
        }
        return happened ? result() : otherwise.get();
    }

    /**
     * Takes this selector out of everything that it is registered with. It may be used again, and
     * is then registered anew. A selector that is not needed any more and not closed stays
     * reachable from each of its channels, with all that its clauses refer to, until that channel
     * is used again.
     */
    @Override
    public void close() {
        begin("close");
        try {
            selection.leave();
        } finally {
            end();
        }
    }

    private void begin(String call) {
        Thread other = selecting;
        Thread me = Thread.currentThread();
        if (other != null) {
            throw new IllegalStateException(
                    call
                            + " by "
                            + me.getName()
                            + " while "
                            + other.getName()
                            + " uses this selector");
        }
        selecting = me;
    }

    private void end() {
        if (sends) {
            for (Entry<R> entry : entries) {
                entry.item = null;
            }
        }
        selecting = null;
    }

    private void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in " + selection);
        }
    }

    /** Finds out which clauses take part, in which order. */
    private void prepare() {
        int taking = 0;
        for (int i = 0; i < entries.length; i++) {
            Entry<R> entry = entries[i];
            if (entry.clause.guard.getAsBoolean()) {
                Supplier<?> item = entry.clause.item;
                if (item != null) {
                    entry.item = Objects.requireNonNull(item.get(), "the item to send");
                }
                order[taking++] = i;
            }
        }
        count = taking;
        ordering.arrange(order, taking);
    }

    private boolean tryOnce() {
        try {
            return over(selection.tryOnce(order, count));
        } catch (RuntimeException | Error failure) {
            ordering.served(selection.tried());
            throw failure;
        }
    }

    private boolean await(Deadline deadline) throws InterruptedException {
        if (deadline.hasPassed()) {
            return false;
        }
        Outcome outcome;
        try {
            outcome = selection.await(order, count, deadline);
            if (over(outcome)) {
                return true;
            }
        } catch (RuntimeException | Error failure) {
            ordering.served(selection.tried());
            throw failure;
        }
        if (outcome == Outcome.INTERRUPTED) {
            throw new InterruptedException("interrupted in " + selection);
        }
        return false;
    }

    /** Whether a clause has happened. */
    private boolean over(Outcome outcome) {
        if (outcome == Outcome.CLOSED) {
            Entry<R> entry = entries[selection.winner()];
            ClosedException closed = entry.source.closed();
            if (entry.clause.atEnd == null) {
                throw closed;
            }
            entry.yielded = closed;
            ended = true;
            return true;
        }
        ended = false;
        return outcome == Outcome.GRANTED;
    }

    private R result() {
        int winner = selection.winner();
        ordering.served(winner);
        Entry<R> entry = entries[winner];
        Object yielded = entry.yielded;
        entry.yielded = null;
        return ended ? atEnd(entry.clause, yielded) : then(entry.clause, yielded);
    }

    private static <R extends @Nullable Object> R atEnd(
            Clause<? extends R> clause, @Nullable Object closed) {
        return Objects.requireNonNull(clause.atEnd)
                .apply((ClosedException) Objects.requireNonNull(closed));
    }

    @SuppressWarnings("NullAway") // a clause of a nullable source yields null to a function for it
    private static <R extends @Nullable Object> R then(
            Clause<? extends R> clause, @Nullable Object yielded) {
        return clause.then.apply(yielded);
    }

    @Override
    public String toString() {
        return "Selector[" + selection + "]";
    }
}

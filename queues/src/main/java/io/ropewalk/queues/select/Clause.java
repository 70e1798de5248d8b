package io.ropewalk.queues.select;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Receiver;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.Sender;
import io.ropewalk.queues.LongReceiver;
import io.ropewalk.queues.LongSender;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One of the things that a {@link Selector} waits for, and what is made of it. Immutable; may be
 * used in several selectors.
 *
 * {@snippet :
 * BoundedBuffer<String> lines = BoundedBuffer.of(64);
 * Clause<String> line = Clause.receive(lines).map(text -> "read " + text);
 * Clause<String> late = Clause.on(Timer.after(Duration.ofSeconds(1))).map(timer -> "nothing came");
 * String what = Selector.selectOnce(line, late);
 * }
 *
 * @param <R> what a select that this clause has won returns
 */
public final class Clause<R extends @Nullable Object> {
    /** Connects the clause with a selector: an item to send, if it needs one, comes from there. */
    private final Function<Supplier<?>, Selectable<?>> source;

    /** What to send, asked for once at the beginning of each select. */
    final @Nullable Supplier<?> item;

    final Function<Object, R> then;
    final BooleanSupplier guard;
    final @Nullable Function<? super ClosedException, ? extends R> atEnd;

    private Clause(
            Function<Supplier<?>, Selectable<?>> source,
            @Nullable Supplier<?> item,
            Function<Object, R> then,
            BooleanSupplier guard,
            @Nullable Function<? super ClosedException, ? extends R> atEnd) {
        this.source = source;
        this.item = item;
        this.then = then;
        this.guard = guard;
        this.atEnd = atEnd;
    }

    /** A clause that always takes part and returns what it yields. */
    @SuppressWarnings("unchecked") // what a source yields is a T
    private static <T extends @Nullable Object> Clause<T> of(
            Function<Supplier<?>, Selectable<?>> source, @Nullable Supplier<?> item) {
        return new Clause<>(source, item, value -> (T) value, () -> true, null);
    }

    /**
     * Receives an item.
     *
     * @param <T> the items
     * @param from where
     * @return a clause that returns the item
     */
    public static <T> Clause<T> receive(Receiver<T> from) {
        Objects.requireNonNull(from, "from");
        return of(item -> from.receiving(), null);
    }

    /**
     * Receives a long, which is boxed.
     *
     * @param from where
     * @return a clause that returns the item
     */
    public static Clause<Long> receive(LongReceiver from) {
        return on(from.receiving());
    }

    /**
     * Sends an item.
     *
     * @param <T> the items
     * @param to where
     * @param item the item
     * @return a clause that returns the item once it was accepted
     */
    public static <T> Clause<T> send(Sender<T> to, T item) {
        Objects.requireNonNull(item, "item");
        return sendFrom(to, () -> item);
    }

    /**
     * Sends what a supplier yields. It is asked once at the beginning of each select in which the
     * clause takes part; when another clause wins, nothing has become of what it yielded, and it is
     * asked again at the next. So let it look at the next item, and take that away in {@link
     * #then}.
     *
     * @param <T> the items
     * @param to where
     * @param item yields the item
     * @return a clause that returns the item once it was accepted
     */
    @SuppressWarnings("unchecked") // the selector hands back what `item` yielded
    public static <T> Clause<T> sendFrom(Sender<T> to, Supplier<? extends T> item) {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(item, "item");
        return of(kept -> to.sending((Supplier<? extends T>) kept), item);
    }

    /**
     * As {@link #send(Sender, Object)}, for a long.
     *
     * @param to where
     * @param item the item
     * @return a clause that returns the item once it was accepted
     */
    public static Clause<Long> send(LongSender to, long item) {
        return sendFrom(to, () -> item);
    }

    /**
     * As {@link #sendFrom(Sender, Supplier)}, for longs.
     *
     * @param to where
     * @param item yields the item
     * @return a clause that returns the item once it was accepted
     */
    public static Clause<Long> sendFrom(LongSender to, LongSupplier item) {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(item, "item");
        return of(kept -> to.sending(() -> (long) kept.get()), item::getAsLong);
    }

    /**
     * Waits for anything that can be waited for.
     *
     * @param <T> what it yields
     * @param what a timer, for example
     * @return a clause that returns what it yields
     */
    public static <T extends @Nullable Object> Clause<T> on(Selectable<T> what) {
        Objects.requireNonNull(what, "what");
        return of(item -> what, null);
    }

    /**
     * Waits for a stage to complete. A select that it wins by a failure throws {@link
     * java.util.concurrent.CompletionException} with that failure as its cause.
     *
     * <p>Each clause registers with its stage, once, and stays there until the stage completes. So
     * make one clause for a stage that lives long, not one for each select.
     *
     * @param <T> the result
     * @param stage the stage; it is neither cancelled nor held up
     * @return a clause that returns the result, again and again
     */
    public static <T extends @Nullable Object> Clause<T> completed(CompletionStage<T> stage) {
        return on(new StageSource<>(stage));
    }

    /**
     * Makes something of what the clause yields, in the selecting thread, after the select is over.
     *
     * @param <S> what the select returns
     * @param mapper the function; what it throws reaches the caller of the select
     * @return a clause that does so
     */
    public <S extends @Nullable Object> Clause<S> map(Function<? super R, ? extends S> mapper) {
        Objects.requireNonNull(mapper, "mapper");
        Function<? super ClosedException, ? extends R> end = atEnd;
        return new Clause<S>(
                source,
                item,
                value -> mapper.apply(then.apply(value)),
                guard,
                end == null ? null : closed -> mapper.apply(end.apply(closed)));
    }

    /**
     * Does something with what the clause yields, in the selecting thread, after the select is
     * over.
     *
     * @param action what to do; what it throws reaches the caller of the select
     * @return a clause that does so and returns what it yields
     */
    public Clause<R> then(Consumer<? super R> action) {
        Objects.requireNonNull(action, "action");
        Function<Object, R> before = then;
        return new Clause<>(
                source,
                item,
                value -> {
                    R yielded = before.apply(value);
                    action.accept(yielded);
                    return yielded;
                },
                guard,
                atEnd);
    }

    /**
     * Takes part in a select only when a condition holds.
     *
     * @param condition asked at the beginning of each select
     * @return a clause that does so
     */
    public Clause<R> when(BooleanSupplier condition) {
        Objects.requireNonNull(condition, "condition");
        BooleanSupplier before = guard;
        return new Clause<>(
                source, item, then, () -> before.getAsBoolean() && condition.getAsBoolean(), atEnd);
    }

    /**
     * Says what a select returns that meets the end of this clause's channel. Without it, such a
     * select throws the {@link ClosedException}. An ended channel is ready each time: switch its
     * clause off by {@link #when}. A {@link #map} that is applied after this also maps what {@code
     * end} makes; {@link #then} does not see it.
     *
     * @param end makes the result, in the selecting thread
     * @return a clause that does so
     */
    public Clause<R> atEnd(Function<? super ClosedException, ? extends R> end) {
        Objects.requireNonNull(end, "end");
        return new Clause<>(source, item, then, guard, end);
    }

    /** What to wait for in one selector, which keeps the item to send. */
    Selectable<?> source(Supplier<?> keptItem) {
        return source.apply(keptItem);
    }
}

package io.ropewalk.queues.ring;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;
import io.ropewalk.core.wait.FullEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A ring of slots that are made once, written in place by producers and then read by a graph of
 * stages, each of which sees every item.
 *
 * <p>Use it to pass many small events through several steps at the highest rate and without
 * garbage: journal, replicate, decode, apply. To hand items over from some threads to others,
 * {@link io.ropewalk.queues.BoundedBuffer} is simpler and gives each item to one receiver.
 *
 * <p>A producer claims a sequence, writes into its slot, and publishes it. A claim that comes to
 * nothing must be {@linkplain #abort aborted}: stages then pass it by. A claim that is neither
 * published nor aborted holds up all stages; {@link #stats} names it. Sequences are published in
 * any order and handled in theirs. {@link #publish(Consumer)} does all of it.
 *
 * <p>Stages are described by {@link #stage}. They follow the producers, or one another in any graph
 * without cycles; each parks while those before it have not gone on. One stage can have several
 * threads, that share the items or divide them by key. Stages can join and leave at any time. A
 * ring without stages keeps what is published, and is full after one capacity.
 *
 * <p>Thread roles: with producers declared {@link io.ropewalk.queues.Parties#ONE}, one thread at a
 * time claims, publishes and aborts; its successor may be another thread as described there.
 * Everything else may be called by any thread.
 *
 * <p>Progress: with ONE producer, claims and publications are wait-free while there is room,
 * without an atomic update, and with a fence only where a claim looks anew how far the stages are.
 * With MANY, a claim is lock-free and takes one compare-and-set, a publication one fence. A claim
 * waits while there is no room. Reading and passing items takes no atomic update, but in a group
 * that shares them, and to clear slots.
 *
 * <p>Fairness: among MANY producers that wait for as many slots, whoever has waited longest is
 * served first. A newcomer, and one that wants fewer slots, may overtake, without bound: where
 * large claims must come through, let all claim as much.
 *
 * <p>Memory consistency effects: actions in a thread before it publishes a sequence happen-before
 * its handling by every stage; what a stage does with an item happens-before its handling by the
 * stages behind, and what the last stages do happens-before the slot is claimed again.
 *
 * <p>Interruption and time-out: a claim that waits can be interrupted, and has then claimed
 * nothing. Neither has one whose time was up.
 *
 * <p>Close: after {@link #close} no claim succeeds; claims made before may still be published or
 * aborted. Every stage runs to that end, also one whose threads start later, and {@link #awaitDone}
 * waits for it. With MANY producers a close is ordered against every claim. With ONE it is exact
 * when called by the producer's thread, or after that has ended. Called elsewhere it is a request:
 * it wakes the producer if that waits, and takes effect after the producer's next publication, or
 * at its next claim that finds no room, or when its thread ends; what it has claimed by then
 * counts. So let the producer close, or declare MANY.
 *
 * <p>Failure: see {@link ErrorPolicy}. By default a stage whose handler throws ends in front of the
 * item and closes the ring: claims then throw {@link io.ropewalk.core.ClosedException} with a
 * {@link StageFailedException} as the cause.
 *
 * <p>Units and errors: a claim of more than the capacity can never succeed and is refused.
 * Publishing what is not claimed, or twice, is refused where that can be told at no cost.
 *
 * <p>Cost: some nanoseconds per item and stage; no allocation per item, and none at all while
 * nobody parks.
 *
 * {@snippet :
 * class Trade {
 *     String symbol = "";
 *     long price;
 *     long fee;
 * }
 *
 * RingBuffer<Trade> trades =
 *         RingBuffer.builder(65_536, Trade::new)
 *                 .name("trades")
 *                 .producers(Parties.ONE)
 *                 .clear(trade -> trade.symbol = "")
 *                 .build();
 * Stage print = trades.stage("print", (trade, s, end) -> System.out.println(trade.symbol)).add();
 * Stage price = trades.stage("price", (trade, s, end) -> trade.fee = trade.price / 100).add();
 * LongAdder fees = new LongAdder();
 * trades.stage("sum", (trade, s, end) -> fees.add(trade.fee)).after(print, price).add();
 * trades.start();
 *
 * try (trades) { // closes: the stages run to the end
 *     for (long i = 0; i < 1_000; i++) {
 *         long sequence = trades.claim(); // waits while the slowest stage is a lap behind
 *         Trade trade = trades.get(sequence);
 *         trade.symbol = "T" + i;
 *         trade.price = i;
 *         trades.publish(sequence);
 *     }
 * }
 * trades.awaitDone(); // throws if a stage has failed
 * }
 *
 * <p>After the LMAX Disruptor (Thompson and others, 2011): sequences, one writer for each, natural
 * batches.
 *
 * @param <E> what a slot holds
 */
public final class RingBuffer<E> implements AutoCloseable {
    /**
     * What a claim without room answers. No sequence has this value: they start at 0 and count up.
     */
    public static final long NO_ROOM = -1;

    private final int capacity;
    private final String name;
    private final TimeSource timeSource;
    private final Slots<E> slots;
    private final Graph<E> graph;
    private final Claims claims;

    RingBuffer(RingBufferBuilder<E> builder) {
        capacity = builder.capacity;
        name = builder.name;
        timeSource = builder.timeSource;
        slots = new Slots<>(builder.slots(), builder.factory);
        graph = new Graph<>(builder, this, slots);
        claims = graph.claims();
    }

    /**
     * Starts to describe a ring.
     *
     * @param <E> what a slot holds
     * @param capacity how many sequences can be claimed and not yet passed by all stages: at least
     *     1
     * @param factory makes a slot; called as often as the capacity, rounded up to a power of two
     * @return a builder for a ring of many producers
     * @throws IllegalArgumentException when the capacity is out of range
     */
    public static <E> RingBufferBuilder<E> builder(int capacity, Supplier<? extends E> factory) {
        return new RingBufferBuilder<>(capacity, factory);
    }

    /**
     * How many sequences can be claimed and not yet passed by all stages.
     *
     * @return as given
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Claims a sequence, waiting while there is no room.
     *
     * @return the sequence, to be published or aborted
     * @throws InterruptedException when interrupted before or while waiting
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     * @throws IllegalStateException when a thread of a stage of this ring would have to wait, which
     *     it would do for itself
     */
    public long claim() throws InterruptedException {
        return claimOrWait(1);
    }

    /**
     * Claims consecutive sequences, waiting while there is no room for all.
     *
     * @param count how many, from 1 to the capacity
     * @return the first of them; all must be published or aborted, together or one by one
     * @throws InterruptedException when interrupted before or while waiting
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     * @throws IllegalStateException when a thread of a stage of this ring would have to wait, which
     *     it would do for itself
     * @throws IllegalArgumentException when the count is out of range
     */
    public long claim(int count) throws InterruptedException {
        requireClaimable(count);
        return claimOrWait(count);
    }

    private long claimOrWait(int count) throws InterruptedException {
        checkInterrupt();
        long claimed = claims.tryClaim(count);
        if (claimed == NO_ROOM || claimed == Claims.CLOSED) {
            claimed = claimSlowly(claimed, count, Deadline.NEVER);
        }
        return claimed;
    }

    /**
     * Claims a sequence if there is room.
     *
     * @return the sequence, to be published or aborted, or {@link #NO_ROOM}
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     */
    public long tryClaim() {
        return tryClaim(1);
    }

    /**
     * Claims consecutive sequences if there is room for all.
     *
     * @param count how many, from 1 to the capacity
     * @return the first of them, or {@link #NO_ROOM}
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     * @throws IllegalArgumentException when the count is out of range
     */
    public long tryClaim(int count) {
        requireClaimable(count);
        long claimed = claims.tryClaim(count);
        if (claimed == NO_ROOM) {
            foundFull();
        } else if (claimed == Claims.CLOSED) {
            throw graph.closed();
        }
        return claimed;
    }

    /**
     * Claims consecutive sequences, waiting at most a given time for room for all.
     *
     * @param count how many, from 1 to the capacity
     * @param timeout how long to wait; zero or negative tries once
     * @return the first of them, or {@link #NO_ROOM} when the time was up
     * @throws InterruptedException when interrupted before or while waiting
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     * @throws IllegalStateException when a thread of a stage of this ring would have to wait, which
     *     it would do for itself
     * @throws IllegalArgumentException when the count is out of range
     */
    public long tryClaim(int count, Duration timeout) throws InterruptedException {
        requireClaimable(count);
        Objects.requireNonNull(timeout, "timeout");
        checkInterrupt();
        long claimed = claims.tryClaim(count);
        if (claimed == NO_ROOM || claimed == Claims.CLOSED) {
            claimed = claimSlowly(claimed, count, Deadline.after(timeout, timeSource));
        }
        return claimed;
    }

    private void requireClaimable(int count) {
        if (count < 1 || count > capacity) {
            throw new IllegalArgumentException(
                    "count is " + count + ", must be between 1 and the capacity " + capacity);
        }
    }

    private void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in claim on " + this);
        }
    }

    private void foundFull() {
        claims.countFull();
        FullEvent.emit(this);
    }

    private long claimSlowly(long firstAnswer, int count, Deadline deadline)
            throws InterruptedException {
        long claimed = firstAnswer;
        if (claimed == NO_ROOM) {
            foundFull();
            if (deadline.hasPassed()) {
                return NO_ROOM;
            }
            graph.refuseStages("wait for room");
            claimed = claims.claimSlowly(count, deadline);
        }
        if (claimed == Claims.CLOSED) {
            throw graph.closed();
        }
        return claimed;
    }

    /**
     * The slot of a sequence. To be written between claim and publication by the claimant only; a
     * stage gets its slot handed.
     *
     * @param sequence a sequence that the caller has claimed
     * @return its slot
     */
    public E get(long sequence) {
        return slots.get(sequence);
    }

    /**
     * Publishes a sequence.
     *
     * @param sequence one that the caller has claimed
     * @throws IllegalStateException when it was published or aborted before, as far as that shows
     */
    public void publish(long sequence) {
        refuseNoRoom(sequence);
        claims.publish(sequence, 1);
    }

    private static void refuseNoRoom(long sequence) {
        if (sequence == NO_ROOM) {
            throw new IllegalStateException("sequence is NO_ROOM: nothing was claimed");
        }
    }

    /**
     * Publishes consecutive sequences at the price of one.
     *
     * @param first the first of them
     * @param count how many, all claimed by the caller
     * @throws IllegalStateException when one was published or aborted before, as far as that shows;
     *     none is published then
     * @throws IllegalArgumentException when the count is out of range
     */
    public void publish(long first, int count) {
        requireClaimable(count);
        refuseNoRoom(first);
        claims.publish(first, count);
    }

    /**
     * Gives a claim up: stages pass the sequence without an item. What was written into its slot
     * stays there, unless the ring clears its slots.
     *
     * @param sequence one that the caller has claimed
     * @throws IllegalStateException when it is not claimed, or was published or aborted before, as
     *     far as that shows
     */
    public void abort(long sequence) {
        refuseNoRoom(sequence);
        claims.requireUnpublished(sequence);
        claims.tombstones.add(sequence);
        claims.publish(sequence, 1);
    }

    /**
     * Claims a slot, waiting while there is no room, has it written, and publishes it. When the
     * writer throws, its claim is aborted.
     *
     * @param writer writes into the slot, quickly: all stages wait for it
     * @return the sequence
     * @throws InterruptedException when interrupted before or while waiting for the slot
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     * @throws IllegalStateException when a thread of a stage of this ring would have to wait, which
     *     it would do for itself
     */
    public long publish(Consumer<? super E> writer) throws InterruptedException {
        Objects.requireNonNull(writer, "writer");
        claims.tombstones.prepare();
        long sequence = claim();
        write(sequence, writer);
        return sequence;
    }

    /**
     * As {@link #publish(Consumer)}, if there is room.
     *
     * @param writer writes into the slot, quickly: all stages wait for it
     * @return whether there was room
     * @throws io.ropewalk.core.ClosedException when the ring is closed
     */
    public boolean tryPublish(Consumer<? super E> writer) {
        Objects.requireNonNull(writer, "writer");
        claims.tombstones.prepare();
        long sequence = tryClaim();
        if (sequence == NO_ROOM) {
            return false;
        }
        write(sequence, writer);
        return true;
    }

    private void write(long sequence, Consumer<? super E> writer) {
        boolean written = false;
        try {
            writer.accept(slots.get(sequence));
            written = true;
        } finally {
            if (written) {
                publish(sequence);
            } else {
                abort(sequence);
            }
        }
    }

    /**
     * Starts to describe a stage.
     *
     * @param name its name, unlike those of the other stages of this ring
     * @param handler what it does
     * @return a builder for a stage of one thread that follows the producers
     */
    public StageBuilder<E> stage(String name, StageHandler<? super E> handler) {
        return new StageBuilder<>(graph, name, handler, capacity);
    }

    /**
     * Starts the threads of all stages, now and from now on as stages join. Does nothing for those
     * that have been started.
     */
    public void start() {
        graph.start();
    }

    /**
     * The stages that are there.
     *
     * @return a snapshot, in the order in which they joined
     */
    public List<Stage> stages() {
        return graph.stages();
    }

    /** Lets no claim succeed any more, as described above; the stages run to the end. */
    @Override
    public void close() {
        graph.close(null);
    }

    /**
     * As {@link #close()}, and tells why.
     *
     * @param cause becomes the cause of each {@link io.ropewalk.core.ClosedException}, unless the
     *     ring was closed with one before; null for none
     */
    public void close(@Nullable Throwable cause) {
        graph.close(cause);
    }

    /**
     * Closes, and ends each stage behind the item that it handles now. A stage that has not been
     * started ends at once. What is not handled then never will be.
     */
    public void cancel() {
        graph.cancel();
    }

    /**
     * Whether the ring was closed or cancelled, or a stage has failed.
     *
     * @return true from then on
     */
    public boolean isClosed() {
        return graph.isClosed();
    }

    /**
     * Waits until the ring is closed and all of its stages have ended.
     *
     * @throws InterruptedException when interrupted before or while waiting
     * @throws StageFailedException when all have ended and one has failed
     * @throws IllegalStateException when called by a thread of a stage, which would wait for itself
     */
    public void awaitDone() throws InterruptedException {
        boolean ignored = graph.awaitDone(Deadline.NEVER);
    }

    /**
     * Waits until the ring is closed and all of its stages have ended, at most a given time.
     *
     * @param timeout how long; zero or negative looks once
     * @return whether it has come to that; if not, a sequence may be claimed and not published:
     *     {@link #stats} and the text of this ring tell which
     * @throws InterruptedException when interrupted before or while waiting
     * @throws StageFailedException when all have ended and one has failed
     * @throws IllegalStateException when called by a thread of a stage, which would wait for itself
     */
    public boolean awaitDone(Duration timeout) throws InterruptedException {
        return graph.awaitDone(Deadline.after(timeout, timeSource));
    }

    /**
     * What went through.
     *
     * @return a snapshot
     */
    public RingStats stats() {
        List<Stage> stages = graph.stages();
        long released = graph.released();
        long aborted = claims.tombstones.count();
        long frontier = claims.frontier();
        Stage slowest = slowest(stages);
        return new RingStats(
                Math.max(0, frontier - claims.first - aborted),
                aborted,
                claims.timesFull(),
                remaining(released),
                claims.unpublished(released),
                slowest == null ? "" : slowest.name(),
                graph.rescues(),
                stages.stream().map(Stage::stats).toList());
    }

    private int remaining(long released) {
        return (int) Math.max(0, Math.min(capacity, released + capacity - claims.claimedEnd()));
    }

    /** Behind the last claim. */
    long claimedEnd() {
        return claims.claimedEnd();
    }

    private static @Nullable Stage slowest(List<Stage> stages) {
        Stage slowest = null;
        for (Stage stage : stages) {
            if (slowest == null || stage.position() - slowest.position() < 0) {
                slowest = stage;
            }
        }
        return slowest;
    }

    @Override
    public String toString() {
        long released = graph.released();
        Stage slowest = slowest(graph.stages());
        OptionalLong unpublished = claims.unpublished(released);
        return "RingBuffer["
                + (name.isEmpty() ? "" : name + ", ")
                + (capacity - remaining(released))
                + " of "
                + capacity
                + (slowest == null
                        ? ", no stage"
                        : ", slowest stage " + slowest.name() + " at " + slowest.position())
                + (unpublished.isPresent()
                        ? ", sequence " + unpublished.getAsLong() + " claimed and not published"
                        : "")
                + (isClosed() ? ", closed]" : "]");
    }
}

package io.ropewalk.queues;

import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.HandOver;
import io.ropewalk.core.wait.HandOverAttempt;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;
import io.ropewalk.core.wait.Waiter;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A rendezvous: those who wait lie in two lists of hands, full ones and empty ones, guarded by one
 * monitor.
 */
final class MeetingPoint<T> extends WaitingBuffer<T> implements Rendezvous<T> {
    /*
     * Two lists, of which as a rule one is empty: whoever comes meets the first on the other side or,
     * in the same section of the monitor, lies down on its own. So nobody can miss anybody, and
     * wake-ups are needed only for those who were met, and for the end.
     *
     * A hand belongs to one wait. Meeting it means to claim its waiter (HandOver.claim), after which
     * nobody else can: neither a second counterpart nor, where the waiter is a selection, another of
     * its branches. A claim fails when the wait has ended (the hand is about to be taken back), when
     * it makes an attempt just now, or when a selection is busy with another branch. Such a hand stays
     * where it is and is passed over; its owner attempts again before it sleeps, and each attempt
     * looks at the other side first, where whoever passed it over lies by then.
     *
     * waiter, number, laidDown: the owner's, the first two written while the hand does not lie. item: set
     * before the hand lies down, or by whoever meets it. met, lies and the links: in the monitor. met is
     * volatile: read by the owner without the monitor, after which item is its. closed: written in the
     * monitor.
     *
     * Two callbacks that make their first attempts at the same time can each find the other's hand and not
     * claim it, and are then both told to attempt again. Either is claimable as soon as its attempt is
     * over, so this goes on only while their attempts keep overlapping.
     *
     * Order of locks: the monitor, then selections, then wait queues (see HandOver). Whoever was met is
     * woken after the monitor is left. No user code runs in it: items to send are fetched before.
     *
     * passed: counts items, in the monitor. What is taken is delivered, so accepted = taken.
     */
    private static final long NONE = -1;

    private final Object monitor = new Object();
    private final Line full = new Line();
    private final Line empty = new Line();
    private volatile boolean closed;
    private volatile long passed;
    private long numbers;
    private final Waiters senders = new Waiters(this, "send");
    private final Waiters receivers = new Waiters(this, "receive");
    private final LongAdder timesFull = new LongAdder();
    private final LongAdder timesEmpty = new LongAdder();

    /** Wakes nobody but those who are met, and all at the end. */
    private static final class Waiters extends WaitQueue {
        Waiters(Object subject, String operation) {
            super(subject, operation);
        }

        @Override
        protected void announce(boolean platformThread) {}

        @Override
        protected void retract() {}

        @Override
        protected boolean signalsEach() {
            return false;
        }
    }

    /** What a waiter holds out: an item, or room for one. */
    private abstract class Hand implements HandOverAttempt {
        final Line mine;
        final Line others;
        @Nullable Object item;
        @Nullable Waiter waiter;
        @Nullable Hand previous;
        @Nullable Hand next;
        long number;
        boolean lies;

        /** Whether it may lie, as far as its owner knows. For the owner. */
        boolean laidDown;

        volatile boolean met;

        Hand(Line mine, Line others) {
            this.mine = mine;
            this.others = others;
        }

        @Override
        public void joins(Waiter joining) {
            waiter = joining;
            number = NONE;
        }

        @Override
        public final boolean leaves() {
            boolean givenUp = laidDown;
            if (givenUp) {
                synchronized (monitor) {
                    takeBack();
                }
                laidDown = false;
            }
            waiter = null;
            boolean handedOver = givenUp && met;
            if (givenUp && !handedOver) {
                item = null;
            }
            return handedOver;
        }

        /** Meets somebody, or lies down to be met if it is somebody's who waits. */
        final Progress meet() {
            Waiter other;
            if (!met) {
                Step.point();
                synchronized (monitor) {
                    if (!met) {
                        if (closed) {
                            takeBack();
                            return Progress.CLOSED;
                        }
                        Hand hand = firstFree(others, waiter);
                        if (hand == null) {
                            if (waiter != null && !lies) {
                                lieDown();
                            }
                            return Progress.NOT_YET;
                        }
                        takeBack();
                        exchange(hand);
                        other = handOver(hand);
                    } else {
                        other = null;
                    }
                }
                if (other != null) {
                    laidDown = false;
                    HandOver.complete(other);
                    return Progress.DONE;
                }
            }
            met = false; // told once
            laidDown = false;
            return Progress.DONE;
        }

        private void lieDown() {
            if (number == NONE) {
                number = numbers++;
            }
            laidDown = true;
            mine.add(this);
        }

        private void takeBack() {
            if (lies) {
                mine.remove(this);
            }
        }

        abstract void exchange(Hand other);
    }

    /** Holds an item out. */
    private class FullHand extends Hand {
        FullHand() {
            super(full, empty);
        }

        FullHand(T item) {
            this();
            this.item = item;
        }

        @Override
        final void exchange(Hand other) {
            other.item = item;
        }

        @Override
        public Progress attempt() {
            return meet();
        }
    }

    /** Holds out what a selector would send. */
    private final class SelectingFullHand extends FullHand {
        private final Supplier<? extends T> offers;
        private final Consumer<? super T> result;

        SelectingFullHand(Supplier<? extends T> offers, Consumer<? super T> result) {
            this.offers = offers;
            this.result = result;
        }

        @Override
        public Progress attempt() {
            if (!laidDown && !met) { // else it holds an item out, which may have been taken
                item = Objects.requireNonNull(offers.get(), "item");
            }
            T offered = asItem(Objects.requireNonNull(item));
            Progress progress = meet();
            if (!laidDown) {
                item = null;
            }
            if (progress == Progress.DONE) {
                result.accept(offered);
            }
            return progress;
        }
    }

    /** Holds out nothing, to get an item. */
    private class EmptyHand extends Hand implements Reception {
        EmptyHand() {
            super(empty, full);
        }

        @Override
        final void exchange(Hand other) {
            item = other.item;
        }

        @Override
        public Progress attempt() {
            return meet();
        }

        @Override
        public @Nullable Object item() {
            return item;
        }
    }

    /** Holds out nothing, for a selector. */
    private final class SelectingEmptyHand extends EmptyHand {
        private final Consumer<? super T> result;

        SelectingEmptyHand(Consumer<? super T> result) {
            this.result = result;
        }

        @Override
        public Progress attempt() {
            Progress progress = meet();
            if (progress == Progress.DONE) {
                Object received = item;
                item = null;
                result.accept(asItem(Objects.requireNonNull(received)));
            }
            return progress;
        }
    }

    /** Hands in the order in which their waits began. */
    private final class Line {
        @Nullable Hand first;
        @Nullable Hand last;

        void add(Hand hand) {
            Hand before = last;
            while (before != null && before.number > hand.number) {
                before = before.previous;
            }
            Hand after = before == null ? first : before.next;
            hand.previous = before;
            hand.next = after;
            if (before == null) {
                first = hand;
            } else {
                before.next = hand;
            }
            if (after == null) {
                last = hand;
            } else {
                after.previous = hand;
            }
            hand.lies = true;
        }

        void remove(Hand hand) {
            Hand before = hand.previous;
            Hand after = hand.next;
            if (before == null) {
                first = after;
            } else {
                before.next = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.previous = before;
            }
            hand.previous = null;
            hand.next = null;
            hand.lies = false;
        }
    }

    MeetingPoint(Rendezvous.Builder<T> builder) {
        super(builder, "Rendezvous");
    }

    /** The first hand whose waiter could be claimed. In the monitor. */
    private @Nullable Hand firstFree(Line line, @Nullable Waiter self) {
        Hand hand = line.first;
        while (hand != null) {
            Waiter waiter = hand.waiter;
            if (waiter != null && HandOver.claim(self, waiter)) {
                return hand;
            }
            hand = hand.next;
        }
        return null;
    }

    /** Lets a claimed hand go, after the item has changed hands. In the monitor. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // in the monitor
    private Waiter handOver(Hand hand) {
        Waiter waiter = Objects.requireNonNull(hand.waiter); // its owner may go on once it is met
        hand.takeBack();
        hand.met = true;
        passed++;
        return waiter;
    }

    @Override
    int offer(T item) {
        Waiter receiver;
        Step.point();
        synchronized (monitor) {
            if (closed) {
                return CLOSED;
            }
            Hand hand = firstFree(empty, null);
            if (hand == null) {
                return FULL;
            }
            hand.item = item;
            receiver = handOver(hand);
        }
        HandOver.complete(receiver);
        return ACCEPTED;
    }

    @Override
    @SuppressWarnings("unchecked")
    int offerMany(@Nullable Object[] items, int from, int to) {
        for (int i = from; i < to; i++) {
            int answer = offer((T) Objects.requireNonNull(items[i]));
            if (answer != ACCEPTED) {
                return i == from ? answer : i - from;
            }
        }
        return to - from;
    }

    @Override
    @Nullable Object poll() {
        Waiter sender;
        Object item;
        Step.point();
        synchronized (monitor) {
            Hand hand = closed ? null : firstFree(full, null);
            if (hand == null) {
                return closed ? END : null;
            }
            item = hand.item;
            sender = handOver(hand);
        }
        HandOver.complete(sender);
        return item;
    }

    @Override
    int pollMany(@Nullable Object[] into, int max) {
        for (int i = 0; i < max; i++) {
            Object item = poll();
            if (item == null || isEnd(item)) {
                return i > 0 ? i : item == null ? 0 : CLOSED;
            }
            into[i] = item;
        }
        return max;
    }

    @Override
    int mostAtOnce() {
        return 1 + senders.waiters(); // those who wait now, beside the one that was met
    }

    @Override
    Attempt attemptToSend(T item) {
        return new FullHand(item);
    }

    @Override
    Attempt attemptToSendFor(T item) {
        return new FullHand(item);
    }

    @Override
    Attempt attemptToSend(Supplier<? extends T> next, Consumer<? super T> result) {
        return new SelectingFullHand(next, result);
    }

    @Override
    Reception attemptToReceive() {
        return new EmptyHand();
    }

    @Override
    Reception attemptToReceiveFor() {
        return new EmptyHand();
    }

    @Override
    Attempt attemptToReceive(Consumer<? super T> result) {
        return new SelectingEmptyHand(result);
    }

    @Override
    public BlockingQueue<T> asBlockingQueue() {
        return new MeetingPointView<>(this);
    }

    @Override
    void seal() {
        Step.point();
        synchronized (monitor) {
            closed = true;
        }
        receivers.wakeAll();
        senders.wakeAll();
    }

    @Override
    void sealAndDrain() {
        seal(); // nothing is ever left
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    WaitQueue room() {
        return senders;
    }

    @Override
    WaitQueue items() {
        return receivers;
    }

    @Override
    void countFull() {
        timesFull.increment();
    }

    @Override
    void countEmpty() {
        timesEmpty.increment();
    }

    @Override
    long accepted() {
        return passed;
    }

    @Override
    long taken() {
        return passed;
    }

    @Override
    long timesFull() {
        return timesFull.sum();
    }

    @Override
    long timesEmpty() {
        return timesEmpty.sum();
    }
}

package io.ropewalk.testkit;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Give it to a channel, a lock or a deadline instead of the machine's clock. What waits with a
 * time-out then sleeps until {@link #advance} takes the clock past it, however long the test itself
 * runs, and a time-out of a year costs nothing. {@link #awaitSleepers} says when the other threads
 * have reached their sleep, so that no test has to guess by sleeping itself.
 *
 * {@snippet :
 * VirtualTime time = new VirtualTime();
 * Channel<String> channel = channelWith(time);
 * BackgroundCall<String> call = BackgroundCall.of(() -> channel.tryReceive(Duration.ofHours(1)));
 *
 * time.awaitSleepers(1);
 * time.advance(Duration.ofHours(1));
 *
 * assertThat(call.result()).isNull();
 * }
 *
 * <p><b>Thread roles.</b> Any thread may call anything. Alarms ring in the thread that moves the
 * clock, in the order of their times and, at the same time, in the order in which they were asked
 * for; no lock is held meanwhile. An alarm that is asked for by a ringing one rings in the same
 * advance when its time lies within.
 *
 * <p>Only waits with a time-out are sleepers: what waits for ever asks no clock.
 */
public final class VirtualTime implements TimeSource {
    /*
     * Pending alarms are sorted by their distance from each other, not by their readings, because
     * readings may wrap. All of them lie after now and within 2^63 of it, so that the differences
     * do not wrap.
     */
    private static final Duration PATIENCE =
            Duration.ofSeconds(Long.getLong("ropewalk.patience.seconds", 30));

    private final NavigableSet<Pending> pending = new TreeSet<>();
    private long now;
    private long nextTicket;

    /** A clock that begins at zero. */
    public VirtualTime() {
        this(0);
    }

    /**
     * A clock that begins anywhere, for instance just before its readings wrap.
     *
     * @param origin the first reading
     */
    public VirtualTime(long origin) {
        now = origin;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public Alarm alarmAt(long nanoTime, Runnable ring) {
        Objects.requireNonNull(ring, "ring");
        synchronized (this) {
            if (nanoTime - now > 0) {
                Pending alarm = new Pending(nanoTime, nextTicket++, ring);
                pending.add(alarm);
                notifyAll();
                return alarm;
            }
        }
        ring.run();
        return () -> {};
    }

    /**
     * Moves the clock on and rings the alarms on the way.
     *
     * @param duration how far; saturates at 292 years
     * @throws IllegalArgumentException when it is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("cannot go back by " + duration.negated());
        }
        long target;
        synchronized (this) {
            target = now + Deadline.saturatedNanos(duration);
        }
        moveTo(target);
    }

    /**
     * Moves the clock on to a reading and rings the alarms on the way.
     *
     * @param nanoTime the reading
     * @throws IllegalArgumentException when it has passed already
     */
    public void advanceTo(long nanoTime) {
        synchronized (this) {
            if (nanoTime - now < 0) {
                throw new IllegalArgumentException(
                        "cannot go back from " + now + " to " + nanoTime);
            }
        }
        moveTo(nanoTime);
    }

    /** Another thread may move the clock at the same time: it never goes back. */
    private void moveTo(long target) {
        for (Pending due = nextUntil(target); due != null; due = nextUntil(target)) {
            due.ring.run();
        }
    }

    /** Takes out the first alarm until then and sets the clock to it, or to the end. */
    private synchronized @Nullable Pending nextUntil(long target) {
        if (!pending.isEmpty() && pending.first().at - target <= 0) {
            Pending due = pending.pollFirst();
            set(due.at);
            return due;
        }
        set(target);
        return null;
    }

    private void set(long time) {
        if (time - now > 0) {
            now = time;
        }
    }

    /**
     * How many alarms are pending: threads that sleep until a time of this clock.
     *
     * @return zero or more
     */
    public synchronized int sleepers() {
        return pending.size();
    }

    /**
     * Waits until at least so many alarms are pending, for 30 s of the machine's time at most, or
     * what {@code -Dropewalk.patience.seconds} says.
     *
     * @param count how many
     * @throws InterruptedException when interrupted
     * @throws AssertionError when that does not come about
     */
    public void awaitSleepers(int count) throws InterruptedException {
        awaitSleepers(count, PATIENCE);
    }

    /**
     * Waits until at least so many alarms are pending.
     *
     * @param count how many
     * @param patience how long at most, by the machine's clock
     * @throws InterruptedException when interrupted
     * @throws AssertionError when that does not come about
     */
    public synchronized void awaitSleepers(int count, Duration patience)
            throws InterruptedException {
        Deadline end = Deadline.after(patience);
        while (pending.size() < count) {
            if (end.hasPassed()) {
                throw new AssertionError(
                        "waited " + patience + " for " + count + " sleepers, found " + this);
            }
            TimeUnit.NANOSECONDS.timedWait(this, end.remainingNanos());
        }
    }

    @Override
    public synchronized String toString() {
        return "VirtualTime[" + now + ", " + pending.size() + " sleepers]";
    }

    private synchronized void forget(Pending alarm) {
        pending.remove(alarm);
    }

    private final class Pending implements Alarm, Comparable<Pending> {
        private final long at;
        private final long ticket;
        private final Runnable ring;

        Pending(long at, long ticket, Runnable ring) {
            this.at = at;
            this.ticket = ticket;
            this.ring = ring;
        }

        @Override
        public void forget() {
            VirtualTime.this.forget(this);
        }

        @Override
        public int compareTo(Pending other) {
            return Long.signum(at == other.at ? ticket - other.ticket : at - other.at);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(ticket);
        }
    }
}

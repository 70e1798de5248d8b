package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Wakes the first waiter of a queue at a moment, for callbacks, which cannot sleep until then
 * themselves.
 */
final class CallbackAlarm {
    /*
     * At most one alarm is set, the earliest that was asked for: when it has rung, the waiter that it
     * woke asks for the next. One that rings too early or in vain does no harm.
     *
     * It is set at the clock of its moment. Where that asks for none, since it runs at the pace of the
     * machine's, it is one of the JDK's timers, which rings on the JDK's own executor for tasks.
     *
     * set: the one that may still ring. Who replaces it or takes it out has ended it, whatever its
     * timer does.
     */
    private final WaitQueue queue;
    private final AtomicReference<@Nullable Ring> set = new AtomicReference<>();

    CallbackAlarm(WaitQueue queue) {
        this.queue = queue;
    }

    /** Sets the alarm, unless it is set to that moment or before. */
    void ringAt(Deadline moment) {
        Ring mine = new Ring(moment);
        Ring other = set.get();
        while (other == null || moment.isBefore(other.moment)) {
            if (set.compareAndSet(other, mine)) {
                if (other != null) {
                    other.stop();
                }
                mine.start();
                return;
            }
            other = set.get();
        }
    }

    void forget() {
        Ring other = set.get() == null ? null : set.getAndSet(null);
        if (other != null) {
            other.stop();
        }
    }

    private final class Ring implements Runnable {
        private final Deadline moment;

        /** Written by the thread that starts it; read by whoever stops it. */
        private volatile TimeSource.@Nullable Alarm handle;

        Ring(Deadline moment) {
            this.moment = moment;
        }

        void start() {
            try {
                TimeSource.Alarm alarm = moment.alarm(this);
                handle = alarm == null ? timer() : alarm;
            } catch (Throwable failure) {
                set.compareAndSet(this, null);
                throw failure;
            }
            if (set.get() != this) {
                stop(); // it was ended before there was a handle
            }
        }

        private TimeSource.Alarm timer() {
            CompletableFuture<@Nullable Void> timer = new CompletableFuture<>();
            var ignored = timer.thenRunAsync(this);
            timer.completeOnTimeout(null, moment.remainingNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        }

        void stop() {
            TimeSource.Alarm alarm = handle;
            if (alarm != null) {
                alarm.forget();
            }
        }

        @Override
        public void run() {
            if (set.compareAndSet(this, null)) {
                queue.wake(1);
            }
        }
    }
}

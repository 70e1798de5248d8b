package io.ropewalk.core.wait;

import io.ropewalk.core.time.TimeSource;

import java.util.ArrayList;
import java.util.List;

/** A clock that a test moves by hand, and that rings alarms. */
final class ManualTime implements TimeSource {
    private final List<Pending> pending = new ArrayList<>();
    private long now;

    ManualTime() {}

    ManualTime(long now) {
        this.now = now;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public Alarm alarmAt(long nanoTime, Runnable ring) {
        Pending alarm = new Pending(nanoTime, ring);
        boolean passed;
        synchronized (this) {
            passed = nanoTime - now <= 0;
            if (!passed) {
                pending.add(alarm);
            }
        }
        if (passed) {
            ring.run();
        }
        return () -> forget(alarm);
    }

    private synchronized void forget(Pending alarm) {
        pending.remove(alarm);
    }

    synchronized int alarms() {
        return pending.size();
    }

    void advance(long nanos) {
        List<Pending> due = new ArrayList<>();
        synchronized (this) {
            now += nanos;
            pending.removeIf(alarm -> alarm.at - now <= 0 && due.add(alarm));
        }
        due.forEach(alarm -> alarm.ring.run());
    }

    private static final class Pending {
        final long at;
        final Runnable ring;

        Pending(long at, Runnable ring) {
            this.at = at;
            this.ring = ring;
        }
    }
}

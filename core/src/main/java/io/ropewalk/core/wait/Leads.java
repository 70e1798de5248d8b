package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The moments at which a selection must look for itself, of the queues in which it comes first.
 * They may go by several clocks. For the selecting strand.
 */
final class Leads {
    private Deadline[] moments = {};
    private TimeSource.@Nullable Alarm[] alarms = {};
    private int count;

    void add(Deadline moment) {
        if (count == moments.length) {
            moments = Arrays.copyOf(moments, count + 2);
            alarms = Arrays.copyOf(alarms, count + 2);
        }
        moments[count] = moment;
        alarms[count] = null;
        count++;
    }

    /** Sets an alarm for each whose clock is not the machine's. */
    void arm(Runnable ring) {
        for (int i = 0; i < count; i++) {
            alarms[i] = moments[i].alarm(ring);
        }
    }

    /** How long until the earliest of those by the machine's clock. */
    long remainingNanos() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (alarms[i] == null) {
                least = Math.min(least, moments[i].remainingNanos());
            }
        }
        return least;
    }

    boolean anyPassed() {
        for (int i = 0; i < count; i++) {
            if (moments[i].hasPassed()) {
                return true;
            }
        }
        return false;
    }

    void forget() {
        for (int i = 0; i < count; i++) {
            TimeSource.Alarm alarm = alarms[i];
            if (alarm != null) {
                alarm.forget();
            }
        }
        count = 0;
    }
}

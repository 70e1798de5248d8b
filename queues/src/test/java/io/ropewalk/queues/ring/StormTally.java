package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened in a storm, and how often. */
final class StormTally {
    enum Event {
        PUBLISHED,
        OUT_OF_ORDER,
        ABORTED,
        WRITER_THREW,
        NO_ROOM,
        CLAIM_TIMED_OUT,
        CLAIM_INTERRUPTED,
        CLAIM_CLOSED,
        PUBLISHED_AFTER_CLOSE,
        PARKED,
        HANDLED,
        HANDLER_THREW,
        HOOK_THREW,
        CLEAR_THREW,
        RETRIED,
        SKIPPED,
        DEAD_LETTERED,
        DEAD_LETTER_THREW,
        STAGE_STOPPED,
        ENDED_BEHIND_A_FAILURE,
        UNPROCESSED,
        JOINED_NEXT,
        JOINED_OLDEST,
        JOIN_REFUSED,
        LEFT,
        LEAVE_REFUSED,
        STARTED_AFTER_CLOSE,
        CANCELLED,
        WRAPPED
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    StormTally() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(Event event) {
        counts.get(event).increment();
    }

    void count(Event event, long times) {
        counts.get(event).add(times);
    }

    /** A storm in which something never happened has not tested it. */
    boolean eachHappened(long leastTimes) {
        return counts.values().stream().allMatch(count -> count.sum() >= leastTimes);
    }

    void assertEachHappened(long leastTimes) {
        counts.forEach((event, count) ->
                assertThat(count.sum())
                        .as("%s of %s", event, this)
                        .isGreaterThanOrEqualTo(leastTimes));
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}

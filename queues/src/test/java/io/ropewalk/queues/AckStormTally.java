package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened in a storm, and how often. */
final class AckStormTally {
    enum Event {
        PROCESSED,
        UNDELIVERED,
        ALL_PROCESSED,
        ASK_TIMED_OUT,
        ASK_INTERRUPTED,
        ASKER_ASLEEP,
        STAGE_PENDING,
        STAGE_COMPLETED,
        STAGE_CANCELLED,
        REFUSED,
        RACE_WON,
        RACE_LOST,
        NO_ROOM,
        SEND_INTERRUPTED,
        RECEIVE_INTERRUPTED,
        SENDER_CLOSED,
        SINK_THREW
    }

    private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

    AckStormTally() {
        for (Event event : Event.values()) {
            counts.put(event, new LongAdder());
        }
    }

    void count(Event event) {
        counts.get(event).increment();
    }

    /** A storm in which something never happened has not tested it. */
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

package io.ropewalk.testkit;

import java.util.EnumMap;
import java.util.Map;

/** Counts outcomes, for one thread at a time. */
@SuppressWarnings("EnumOrdinal") // an array index that never leaves this class
final class StormTally {
    private static final StormOutcome[] OUTCOMES = StormOutcome.values();

    private final long[] counts = new long[OUTCOMES.length];

    void count(StormOutcome outcome) {
        counts[outcome.ordinal()]++;
    }

    long get(StormOutcome outcome) {
        return counts[outcome.ordinal()];
    }

    void add(StormOutcome outcome, long count) {
        counts[outcome.ordinal()] += count;
    }

    void addAll(StormTally other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    Map<StormOutcome, Long> toMap() {
        Map<StormOutcome, Long> map = new EnumMap<>(StormOutcome.class);
        for (StormOutcome outcome : OUTCOMES) {
            map.put(outcome, counts[outcome.ordinal()]);
        }
        return map;
    }
}

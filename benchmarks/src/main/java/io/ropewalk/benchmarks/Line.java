package io.ropewalk.benchmarks;

import io.ropewalk.benchmarks.OrderStatistics.Interval;
import io.ropewalk.benchmarks.Verdict.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** One line of a suite's result. */
sealed interface Line {
    /** As {@code --json} writes it. */
    Map<String, @Nullable Object> fields(String suite);

    /** What the line is about. */
    String shape();

    Verdict verdict();

    /**
     * What an operation took of something, ours and the peer's.
     *
     * @param ours NaN where unknown
     * @param peers likewise
     */
    record Pair(double ours, double peers) {}

    /**
     * Ourselves against a peer.
     *
     * @param ratio peer's time / our time, the median over the rounds
     * @param interval null where there were too few rounds
     * @param control the interval of the A/A control
     * @param rounds that counted
     * @param target null where none was set
     * @param nanos per operation, the medians
     * @param bytes allocated per operation
     * @param switches voluntary context switches per operation
     */
    record Ratio(
            String shape,
            String ours,
            String peer,
            double ratio,
            @Nullable Interval interval,
            @Nullable Interval control,
            int rounds,
            @Nullable Double target,
            Verdict verdict,
            Outcome outcome,
            Pair nanos,
            Pair bytes,
            Pair switches)
            implements Line {
        @Override
        public Map<String, @Nullable Object> fields(String suite) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("suite", suite);
            fields.put("shape", shape);
            fields.put("ours", ours);
            fields.put("peer", peer);
            fields.put("ratio", ratio);
            fields.put("low", interval == null ? null : interval.low());
            fields.put("high", interval == null ? null : interval.high());
            fields.put("rounds", rounds);
            fields.put("bytesPerOp", bytes.ours());
            fields.put("target", target);
            fields.put("verdict", verdict.toString());
            fields.put("outcome", outcome.toString());
            fields.put("controlLow", control == null ? null : control.low());
            fields.put("controlHigh", control == null ? null : control.high());
            fields.put("nanos", nanos.ours());
            fields.put("peerNanos", nanos.peers());
            fields.put("peerBytesPerOp", bytes.peers());
            fields.put("switchesPerOp", switches.ours());
            fields.put("peerSwitchesPerOp", switches.peers());
            return fields;
        }
    }

    /**
     * A value that is held against a bound.
     *
     * @param what what it is of
     * @param value the median over the rounds
     * @param least the smallest
     * @param most the largest: the one that counts
     * @param rounds that counted
     * @param bound null where none was set
     * @param note what else is to be said, or empty
     */
    record Absolute(
            String shape,
            String ours,
            String what,
            double value,
            double least,
            double most,
            int rounds,
            Targets.@Nullable Bound bound,
            Verdict verdict,
            String note)
            implements Line {
        @Override
        public Map<String, @Nullable Object> fields(String suite) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("suite", suite);
            fields.put("shape", shape);
            fields.put("ours", ours);
            fields.put("what", what);
            fields.put("value", value);
            fields.put("bound", bound == null ? null : bound.most());
            fields.put("least", least);
            fields.put("most", most);
            fields.put("rounds", rounds);
            fields.put("unit", bound == null ? null : bound.unit());
            fields.put("verdict", verdict.toString());
            fields.put("note", note.isEmpty() ? null : note);
            return fields;
        }
    }
}

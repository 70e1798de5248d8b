package io.ropewalk.benchmarks;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one fork brought.
 *
 * @param round in which it ran, from 1
 * @param shape of the contest, or the name of an absolute value
 * @param peer who was measured
 * @param score nanoseconds per operation, the median of the iterations; or the absolute value
 * @param scores of the iterations
 * @param warmUps of the iterations before those
 * @param bytes allocated per operation; NaN where unknown, as are the following
 * @param switches voluntary context switches per operation
 * @param parks of our own primitives per operation
 * @param load what else the machine did meanwhile
 * @param seconds how long it took with its JVM
 * @param error why there is no score
 */
record ForkRecord(
        int round,
        String shape,
        String peer,
        double score,
        List<Double> scores,
        List<Double> warmUps,
        double bytes,
        double switches,
        double parks,
        MachineLoad load,
        double seconds,
        @Nullable String error) {
    /** Copies the lists. */
    ForkRecord {
        scores = List.copyOf(scores);
        warmUps = List.copyOf(warmUps);
    }

    static ForkRecord failed(
            int round, String shape, String peer, MachineLoad load, double seconds, String error) {
        return new ForkRecord(
                round,
                shape,
                peer,
                Double.NaN,
                List.of(),
                List.of(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                load,
                seconds,
                error);
    }

    static ForkRecord absolute(
            int round, String what, String ours, double value, MachineLoad load, double seconds) {
        return new ForkRecord(
                round,
                what,
                ours,
                value,
                List.of(value),
                List.of(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                load,
                seconds,
                null);
    }

    boolean succeeded() {
        return error == null;
    }
}

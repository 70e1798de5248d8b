package io.ropewalk.benchmarks;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;

/** Values in order: their median, and an interval for what it is the median of. */
final class OrderStatistics {
    /** How sure one is that the interval covers the true median, at least. */
    private static final double CONFIDENCE = 0.95;

    private final double[] sorted;

    OrderStatistics(Collection<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values");
        }
    }

    /**
     * From one value to another.
     *
     * @param low the smaller one
     * @param high the larger one
     */
    record Interval(double low, double high) {}

    int count() {
        return sorted.length;
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }

    /**
     * The k-th smallest to the k-th largest value, with the largest k that keeps the confidence: of
     * ten values the 2nd to the 9th (97.9 %). Nothing is assumed about how the values are
     * distributed: each lies on either side of the true median with equal chance, so the chance
     * that k or more do on the same side is a sum of binomial coefficients.
     *
     * @return null with fewer than six values, where even all of them are not sure enough
     */
    @Nullable Interval interval() {
        int n = sorted.length;
        double outside = 0; // chance that the median lies beyond the k-th value, on both sides
        double term = 2 * Math.pow(0.5, n); // for none of n
        int k = 0;
        while (k < n / 2 && outside + term <= 1 - CONFIDENCE) {
            outside += term;
            k++;
            term = term * (n - k + 1) / k;
        }
        return k == 0 ? null : new Interval(sorted[k - 1], sorted[n - k]);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}

package io.ropewalk.examples.tasks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results, put together.
 *
 * <p>An ordinary class, not safe for several threads at a time: exactly one thread fills it, and
 * the others look at it only after that thread has ended.
 */
final class Tally {
    private final List<Hashed> results = new ArrayList<>();

    void add(Hashed result) {
        results.add(result);
    }

    List<Hashed> results() {
        return List.copyOf(results);
    }

    /** The totals, which do not depend on the order of the results, nor on who did what. */
    Totals totals() {
        long bytes = 0;
        int failures = 0;
        BigInteger sum = BigInteger.ZERO;
        for (Hashed result : results) {
            bytes += result.bytes();
            failures += result.failed() ? 1 : 0;
            sum = sum.add(result.sha256());
        }
        return new Totals(results.size(), failures, bytes, sum);
    }

    /**
     * Numbers that two runs can be compared by.
     *
     * @param sum of all hashes: it differs as soon as one bit of one file does
     */
    record Totals(int files, int failures, long bytes, BigInteger sum) {}

    /** What each worker did, by the worker's name. */
    Map<String, Share> shares() {
        Comparator<String> worker2Before10 = Comparator.comparingInt(String::length);
        Map<String, Share> shares =
                new TreeMap<>(worker2Before10.thenComparing(Comparator.naturalOrder()));
        for (Hashed result : results) {
            shares.merge(result.worker(), new Share(1, result.bytes()), Share::plus);
        }
        return shares;
    }

    /** What one worker did. */
    record Share(int files, long bytes) {
        Share plus(Share other) {
            return new Share(files + other.files, bytes + other.bytes);
        }
    }

    /** The results for the largest files, largest first. */
    List<Hashed> largest(int count) {
        Comparator<Hashed> bySize = Comparator.comparingLong(result -> -result.bytes());
        return results.stream()
                .sorted(bySize.thenComparing(result -> result.task().file()))
                .limit(count)
                .toList();
    }
}

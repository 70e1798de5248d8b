package io.ropewalk.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be reached: the contents of {@code targets.txt}, which says how it is written. */
final class Targets {
    private final Map<List<String>, Double> ratios;
    private final Map<List<String>, Bound> bounds;

    private Targets(Map<List<String>, Double> ratios, Map<List<String>, Bound> bounds) {
        this.ratios = ratios;
        this.bounds = bounds;
    }

    /**
     * What a value must not exceed.
     *
     * @param most the largest value that will do
     * @param unit what is counted
     */
    record Bound(double most, String unit) {}

    static Targets load() {
        try (InputStream in = Targets.class.getResourceAsStream("targets.txt")) {
            return parse(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Targets parse(String text) {
        return new Targets(
                lines(text, "ratio")
                        .collect(
                                Collectors.toMap(
                                        w -> List.of(w[1], w[2], w[3]),
                                        w -> Double.parseDouble(w[4]))),
                lines(text, "bound")
                        .collect(
                                Collectors.toMap(
                                        w -> List.of(w[1], w[2]),
                                        w ->
                                                new Bound(
                                                        Double.parseDouble(w[3]),
                                                        w[4].replace('_', ' ')))));
    }

    private static Stream<String[]> lines(String text, String kind) {
        return text.lines().map(line -> line.trim().split(" +")).filter(w -> w[0].equals(kind));
    }

    /** The ratio to reach, or null where there is none. */
    @Nullable Double ratio(String suite, String shape, String peer) {
        return ratios.get(List.of(suite, shape, peer));
    }

    /** The bound to keep, or null where there is none. */
    @Nullable Bound bound(String suite, String what) {
        return bounds.get(List.of(suite, what));
    }

    /** The bound of a shape: its own, or else that of all shapes of the suite. */
    @Nullable Bound bound(String suite, String shape, String what) {
        Bound own = bound(suite, shape + ":" + what);
        return own == null ? bound(suite, what) : own;
    }

    /** How many lines there are. */
    int size() {
        return ratios.size() + bounds.size();
    }
}

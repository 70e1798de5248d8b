package io.ropewalk.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Measures contenders side by side, in rounds.
 *
 * <p>One measurement says little: the machine does other things too, and Java compiles while it
 * runs. So all contenders run in each round, each round begins with another one, and they are
 * compared within the round, where the conditions are most alike. The median of those ratios is not
 * moved by a single bad round.
 */
public final class Rounds {
    private final double[][] seconds; // by round, then by contender

    private Rounds(double[][] seconds) {
        this.seconds = seconds;
    }

    /** Something to measure. */
    @FunctionalInterface
    public interface Contender {
        /**
         * Does its work once.
         *
         * @return how long the part took that is to be compared, in seconds
         * @throws Exception when it fails
         */
        double seconds() throws Exception;
    }

    /**
     * Runs the contenders.
     *
     * @param warmUps rounds that are not counted, so that Java has compiled what it will compile
     * @param rounds rounds that are counted
     * @param contenders who runs
     * @return what was measured
     * @throws Exception what a contender throws
     */
    public static Rounds measure(int warmUps, int rounds, List<Contender> contenders)
            throws Exception {
        double[][] seconds = new double[rounds][contenders.size()];
        for (int round = -warmUps; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                int who = Math.floorMod(round + i, contenders.size());
                double time = contenders.get(who).seconds();
                if (round >= 0) {
                    seconds[round][who] = time;
                }
            }
        }
        return new Rounds(seconds);
    }

    /**
     * How long a contender took.
     *
     * @param contender its number
     * @return the median of its rounds, in seconds
     */
    public double seconds(int contender) {
        return median(all(contender).toArray());
    }

    /**
     * How long a contender took at best.
     *
     * @param contender its number
     * @return the smallest of its rounds, in seconds
     */
    public double smallest(int contender) {
        return all(contender).min().orElseThrow();
    }

    /**
     * How long a contender took at worst.
     *
     * @param contender its number
     * @return the largest of its rounds, in seconds
     */
    public double largest(int contender) {
        return all(contender).max().orElseThrow();
    }

    private DoubleStream all(int contender) {
        return Arrays.stream(seconds).mapToDouble(round -> round[contender]);
    }

    /**
     * How many times longer one contender took than another.
     *
     * @param slow number of the one whose time is divided
     * @param fast number of the one by whose time it is divided
     * @return the median of the ratios of all rounds
     */
    public double ratio(int slow, int fast) {
        return median(ratios(slow, fast));
    }

    /**
     * The same with its smallest and largest value, as text.
     *
     * @param slow number of the one whose time is divided
     * @param fast number of the one by whose time it is divided
     * @return such as {@code 1.93 (1.81 to 1.97)}
     */
    public String ratioText(int slow, int fast) {
        double[] ratios = ratios(slow, fast);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                median(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    private double[] ratios(int slow, int fast) {
        return Arrays.stream(seconds).mapToDouble(round -> round[slow] / round[fast]).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

package io.ropewalk.examples.memory;

import io.ropewalk.examples.ChildJvm;
import io.ropewalk.examples.ClassFiles;
import io.ropewalk.examples.Progress;
import io.ropewalk.examples.memory.Belt.Kind;
import io.ropewalk.examples.memory.Haul.Outcome;
import io.ropewalk.examples.memory.Haul.Sample;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link Haul} in a Java of its own, with as much memory as we grant it. So one run does not see
 * what another has left behind, and the worst that a run without a bound can do is to end that
 * Java.
 *
 * <p>The child tells what it sees in lines of numbers on its standard output.
 */
final class HaulJvm {
    private static final int OUT_OF_MEMORY = 3; // what -XX:+ExitOnOutOfMemoryError ends with
    private static final String SAMPLE = "sample";
    private static final String OUTCOME = "outcome";
    static final int MEGA = 1_000_000;

    private HaulJvm() {}

    /**
     * What to do.
     *
     * @param kind which belt
     * @param capacity its room, if it has a bound
     * @param bytes how much to carry
     * @param heapBytes the child's memory
     * @param sampleMillis how often to look
     * @param collect whether to let Java collect its garbage before each look
     */
    record Order(
            Kind kind,
            int capacity,
            long bytes,
            long heapBytes,
            long sampleMillis,
            boolean collect) {}

    /**
     * What was seen.
     *
     * @param samples in their order; at least one
     * @param outcome null when the child ran out of memory
     */
    record Told(List<Sample> samples, @Nullable Outcome outcome) {

        long mostPackets() {
            return samples.stream().mapToLong(Sample::packets).max().orElseThrow();
        }

        long mostWaiting() {
            return samples.stream().mapToLong(Sample::waiting).max().orElseThrow();
        }

        long mostHeap() {
            return samples.stream().mapToLong(Sample::heap).max().orElseThrow();
        }

        long heapAtFirst() {
            return samples.getFirst().heap();
        }

        long lastMillis() {
            return samples.getLast().millis();
        }
    }

    /** Runs a child; a step of the progress is a megabyte that has arrived. */
    static Told run(Order order, Progress progress) throws IOException, InterruptedException {
        List<String> options =
                List.of(
                        "-Xmx" + order.heapBytes(),
                        "-XX:+UseSerialGC", // has the smallest needs
                        "-XX:MarkSweepAlwaysCompactCount=1", // each collection takes all garbage
                        "-XX:+ExitOnOutOfMemoryError");
        List<String> arguments =
                List.of(
                        order.kind().name(),
                        "" + order.capacity(),
                        "" + order.bytes(),
                        "" + order.sampleMillis(),
                        "" + order.collect());
        Process child = ChildJvm.start(options, HaulJvm.class, arguments);
        try (BufferedReader lines = child.inputReader()) {
            List<Sample> samples = new ArrayList<>();
            Outcome outcome = null;
            long shown = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> words = Arrays.asList(line.split(" "));
                if (words.getFirst().equals(SAMPLE)) {
                    Sample sample = sample(numbers(words));
                    samples.add(sample);
                    for (; shown < sample.arrived() / MEGA; shown++) {
                        progress.step();
                    }
                } else if (words.getFirst().equals(OUTCOME)) {
                    outcome = outcome(numbers(words));
                } // else the JVM says that it ends
            }
            int code = child.waitFor();
            if (samples.isEmpty() || (code == OUT_OF_MEMORY) == (outcome != null)) {
                throw new IOException("the child ended with " + code + ", and said too little");
            }
            return new Told(samples, outcome);
        } finally {
            child.destroyForcibly(); // in case that we fail before it has ended
        }
    }

    private static long[] numbers(List<String> words) {
        return words.stream().skip(1).mapToLong(Long::parseLong).toArray();
    }

    private static Sample sample(long[] n) {
        return new Sample(n[0], n[1], n[2], n[3], n[4]);
    }

    private static Outcome outcome(long[] n) {
        return new Outcome(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
    }

    /**
     * What the child does.
     *
     * @param args belt, capacity, bytes, milliseconds between samples, whether to collect
     * @throws Exception when it fails
     */
    public static void main(String[] args) throws Exception {
        List<Path> files = ClassFiles.first(Long.parseLong(args[2]));
        Belt belt = Belt.of(Kind.valueOf(args[0]), Integer.parseInt(args[1]));
        boolean collect = Boolean.parseBoolean(args[4]);
        Haul haul = new Haul(belt, Long.parseLong(args[3]), collect, HaulJvm::tell);
        Outcome o = haul.run(files);
        tell(
                OUTCOME,
                o.packetsIn(),
                o.packetsOut(),
                o.bytes(),
                o.compressed(),
                o.producedMillis(),
                o.putMillis(),
                o.millis());
    }

    private static void tell(Sample s) {
        tell(SAMPLE, s.millis(), s.packets(), s.waiting(), s.arrived(), s.heap());
    }

    private static void tell(String what, long... numbers) {
        StringBuilder line = new StringBuilder(what);
        for (long number : numbers) {
            line.append(' ').append(number);
        }
        System.out.println(line);
    }
}

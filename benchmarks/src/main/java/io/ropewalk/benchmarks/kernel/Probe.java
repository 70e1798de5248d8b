package io.ropewalk.benchmarks.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A measurement that is no comparison: it has a JVM of its own, and finds values that a bound of
 * the suite is held against.
 */
enum Probe {
    IDLE_RECEIVERS("idle-receivers", "") {
        @Override
        Map<String, Double> measure() throws InterruptedException {
            return IdleReceivers.measure(100, 10);
        }
    },
    IDLE_VIRTUAL("idle-virtual", "-Xms3g -Xmx3g") {
        @Override
        Map<String, Double> measure() throws InterruptedException {
            return IdleVirtualReceivers.measure(1_000_000, 3_000);
        }
    },
    ALLOCATION("allocation", "") {
        @Override
        Map<String, Double> measure() throws InterruptedException {
            return Allocation.measure(3_000_000);
        }
    },
    ONE_PROCESSOR("one-processor", "-XX:ActiveProcessorCount=1") {
        @Override
        Map<String, Double> measure() throws InterruptedException {
            return OneProcessor.measure(2_000, 500);
        }
    };

    private final String title;
    private final String flags;

    Probe(String title, String flags) {
        this.title = title;
        this.flags = flags;
    }

    /** Measures, in a JVM that was started for it. */
    abstract Map<String, Double> measure() throws InterruptedException;

    String title() {
        return title;
    }

    List<String> flags() {
        return flags.isEmpty() ? List.of() : List.of(flags.split(" ", -1));
    }

    /**
     * Runs the probe of that title and prints each value on a line of its own, after its name.
     *
     * @param args the title
     */
    public static void main(String[] args) throws InterruptedException {
        Probe asked =
                Arrays.stream(values())
                        .filter(probe -> probe.title.equals(args[0]))
                        .findFirst()
                        .orElseThrow();
        asked.measure().forEach((name, value) -> System.out.println(name + " " + value));
        System.out.flush();
        Runtime.getRuntime().halt(0); // a million threads need not be taken down
    }
}

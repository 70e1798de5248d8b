package io.ropewalk.benchmarks.kernel;

import io.ropewalk.benchmarks.Contest;
import io.ropewalk.benchmarks.ProbeJvm;
import io.ropewalk.benchmarks.Suite;
import io.ropewalk.benchmarks.Timing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The waiting kernel, as the receivers of buffers use it. */
public final class KernelSuite {
    static final String OURS = "ropewalk";
    static final String AGAIN = "ropewalk-again";
    static final String PLAIN = "LockSupport";

    private KernelSuite() {}

    /**
     * The suite.
     *
     * @return what {@code bin/bench kernel} measures
     */
    public static Suite suite() {
        List<Contest> contests =
                Stream.of(
                                "wake-platform-one",
                                "wake-platform-many",
                                "wake-virtual-one",
                                "wake-virtual-many")
                        .map(shape -> new Contest(shape, 1, List.of(OURS, AGAIN, PLAIN)))
                        .toList();
        List<ProbeJvm> probes =
                Arrays.stream(Probe.values())
                        .map(probe -> new ProbeJvm(probe.title(), Probe.class, probe.flags()))
                        .toList();
        return new Suite(
                "kernel",
                KernelBenchmark.class,
                OURS,
                AGAIN,
                contests,
                probes,
                new Timing(2, 1, 20, 1),
                new Timing(2, 1, 15, 1));
    }
}

package io.ropewalk.benchmarks;

import io.ropewalk.benchmarks.buffers.BufferSuite;
import io.ropewalk.benchmarks.kernel.KernelSuite;
import io.ropewalk.benchmarks.queues.QueuesSuite;

import java.util.List;

/** All suites. The first one runs when none is named. */
final class Suites {
    private Suites() {}

    static List<Suite> all() {
        return List.of(BufferSuite.suite(), KernelSuite.suite(), QueuesSuite.suite());
    }

    static Suite named(String name) {
        return all().stream()
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no suite is called " + name));
    }
}

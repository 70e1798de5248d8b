package io.ropewalk.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How often a thread has left its processor to another: because it went to sleep (voluntary), or
 * because its time was up (not voluntary). Linux counts both for each thread.
 */
public final class ContextSwitches {
    private static final Path STATUS = Path.of("/proc/thread-self/status");

    private ContextSwitches() {}

    /**
     * Counts those of the calling platform thread since it started.
     *
     * @return how many, or nothing where the system does not tell
     */
    public static OptionalLong ofThisThread() {
        try {
            return in(Files.readAllLines(STATUS));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong in(List<String> status) {
        long[] counts =
                status.stream()
                        .filter(line -> line.contains("ctxt_switches:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .toArray();
        return counts.length == 2 ? OptionalLong.of(counts[0] + counts[1]) : OptionalLong.empty();
    }
}

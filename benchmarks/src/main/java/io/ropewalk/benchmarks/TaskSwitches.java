package io.ropewalk.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts how often the threads of this JVM gave up their processors, where Linux tells. */
final class TaskSwitches {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String KEY = "voluntary_ctxt_switches:";

    private TaskSwitches() {}

    /**
     * The counts of all threads at one moment.
     *
     * @param ofThreads by the system's number of the thread; empty where nobody tells
     */
    record Snapshot(Map<String, Long> ofThreads) {
        static final Snapshot NONE = new Snapshot(Map.of());

        /** How many there were between the two; threads that ended meanwhile are left out. */
        OptionalLong since(Snapshot before) {
            if (ofThreads.isEmpty()) {
                return OptionalLong.empty();
            }
            long sum = 0;
            for (Map.Entry<String, Long> thread : ofThreads.entrySet()) {
                sum += thread.getValue() - before.ofThreads.getOrDefault(thread.getKey(), 0L);
            }
            return OptionalLong.of(sum);
        }
    }

    static Snapshot now() {
        Map<String, Long> counts = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                count(task).ifPresent(n -> counts.put(String.valueOf(task.getFileName()), n));
            }
        } catch (IOException e) {
            return Snapshot.NONE; // not Linux
        }
        return new Snapshot(counts);
    }

    private static OptionalLong count(Path task) {
        try {
            return Files.readAllLines(task.resolve("status")).stream()
                    .filter(line -> line.startsWith(KEY))
                    .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).trim()))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty(); // has just ended
        }
    }
}

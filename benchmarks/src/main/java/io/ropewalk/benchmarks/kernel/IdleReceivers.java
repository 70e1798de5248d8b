package io.ropewalk.benchmarks.kernel;

import io.ropewalk.queues.Parties;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What platform threads cost that wait for items that never come. */
final class IdleReceivers {
    private IdleReceivers() {}

    /** Processor time of all together in percent of one, and wake-ups of each in a second. */
    static Map<String, Double> measure(int receivers, int seconds) throws InterruptedException {
        Map<Parties, IdleGroup> before = groups(receivers);
        Map<Parties, IdleGroup> after = groups(receivers);
        IdleGroup.awaitAsleep(2L * receivers * Parties.values().length);
        Thread.sleep(2_500); // the first looks are close together; then halfway between two
        Map<Parties, Long> parks = new EnumMap<>(Parties.class);
        Map<Parties, Long> nanos = new EnumMap<>(Parties.class);
        Map<Parties, Long> begun = new EnumMap<>(Parties.class);
        for (Parties parties : Parties.values()) {
            begun.put(parties, System.nanoTime());
            parks.put(parties, group(before, parties).letGo());
            nanos.put(parties, group(after, parties).cpuNanos());
        }
        Thread.sleep(seconds * 1_000L);
        Map<String, Double> values = new TreeMap<>();
        for (Parties parties : Parties.values()) {
            IdleGroup group = group(after, parties);
            double elapsed = (System.nanoTime() - begun.getOrDefault(parties, 0L)) / 1e9;
            long used = group.cpuNanos() - nanos.getOrDefault(parties, 0L);
            long woken = group.letGo() - parks.getOrDefault(parties, 0L);
            String name =
                    "idle" + receivers + "-platform-" + parties.name().toLowerCase(Locale.ROOT);
            values.put(name + "-cpu", used / 1e7 / elapsed);
            values.put(name + "-wakes", woken / elapsed / receivers);
        }
        return values;
    }

    private static Map<Parties, IdleGroup> groups(int receivers) {
        Map<Parties, IdleGroup> groups = new EnumMap<>(Parties.class);
        for (Parties parties : Parties.values()) {
            groups.put(parties, IdleGroup.apart(Thread.ofPlatform().daemon(), parties, receivers));
        }
        return groups;
    }

    private static IdleGroup group(Map<Parties, IdleGroup> groups, Parties parties) {
        IdleGroup group = groups.get(parties);
        if (group == null) {
            throw new IllegalStateException("no group for " + parties);
        }
        return group;
    }
}

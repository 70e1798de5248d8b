package io.ropewalk.examples.census;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of each module.
 *
 * <p>An ordinary class over an ordinary map, not safe for several threads at a time. It need not
 * be: exactly one thread fills it, and the others look at it only after that thread has ended.
 */
final class Census {
    private final Map<String, Totals> modules = new HashMap<>();

    /** The census that one thread takes on its own: what every other way must agree with. */
    static Census byOneThread(List<Path> files, ClassParser parser, Runnable onClass)
            throws Exception {
        Census census = new Census();
        for (Path file : files) {
            census.add(parser.parse(file));
            onClass.run();
        }
        return census;
    }

    void add(ClassFacts facts) {
        modules.merge(facts.module(), Totals.of(facts), Totals::plus);
    }

    Totals total() {
        return modules.values().stream().reduce(Totals.ZERO, Totals::plus);
    }

    Map<String, Totals> modules() {
        return Map.copyOf(modules);
    }

    /** The modules with the most bytes, largest first. */
    List<Map.Entry<String, Totals>> largest(int count) {
        Comparator<Map.Entry<String, Totals>> byBytes =
                Comparator.comparingLong(module -> -module.getValue().bytes());
        return modules.entrySet().stream()
                .sorted(byBytes.thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Census census && modules.equals(census.modules);
    }

    @Override
    public int hashCode() {
        return modules.hashCode();
    }

    @Override
    public String toString() {
        return modules.toString();
    }
}

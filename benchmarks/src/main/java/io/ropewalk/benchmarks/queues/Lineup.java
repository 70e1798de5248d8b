package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Traffic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Who takes part in a shape, and how each sets to work. Only who is asked for is made: a fork must
 * not know the classes of the others.
 *
 * @param shape its name
 * @param operations how many operations a run does, unless the driver asks for another number
 * @param peers by name, in order: from the operations of a run to the traffic
 */
record Lineup(String shape, int operations, Map<String, IntFunction<Traffic>> peers) {
    static final String OURS = "ropewalk";

    /** The same once more: how far apart two measurements of one thing come out here. */
    static final String AGAIN = "ropewalk-again";

    /** Keeps the order. */
    Lineup {
        peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
    }

    /** Ourselves, as yet without peers. */
    static Lineup of(String shape, int operations, IntFunction<Traffic> ours) {
        return new Lineup(shape, operations, Map.of()).against(OURS, ours).against(AGAIN, ours);
    }

    /** With one more. */
    Lineup against(String peer, IntFunction<Traffic> traffic) {
        Map<String, IntFunction<Traffic>> more = new LinkedHashMap<>(peers);
        more.put(peer, traffic);
        return new Lineup(shape, operations, more);
    }

    /** Starts the strands of one of them. */
    Traffic start(String peer, int operations) {
        IntFunction<Traffic> traffic = peers.get(peer);
        if (traffic == null) {
            throw new IllegalArgumentException("no peer is called " + peer + " in " + shape);
        }
        return traffic.apply(operations);
    }

    /** Their names. */
    List<String> names() {
        return List.copyOf(peers.keySet());
    }
}

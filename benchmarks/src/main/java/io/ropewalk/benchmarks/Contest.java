package io.ropewalk.benchmarks;

import java.util.List;

/**
 * All who are measured in one shape.
 *
 * @param shape its name
 * @param operations how many operations an invocation of the benchmark does
 * @param peers who takes part, ourselves and our double included
 */
public record Contest(String shape, int operations, List<String> peers) {
    /** Copies the list. */
    public Contest {
        peers = List.copyOf(peers);
    }
}

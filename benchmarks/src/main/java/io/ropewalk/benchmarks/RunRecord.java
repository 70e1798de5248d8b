package io.ropewalk.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked for, and of which machine.
 *
 * @param suite what was measured
 * @param quick whether with few and short rounds
 * @param rounds how many were asked for
 * @param forksPerRound how many forks make a round
 * @param environment machine, JDK, versions, command
 */
record RunRecord(
        String suite,
        boolean quick,
        int rounds,
        int forksPerRound,
        Map<String, String> environment) {
    /** Copies the map. */
    RunRecord {
        environment = new LinkedHashMap<>(environment);
    }
}

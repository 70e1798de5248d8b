package io.ropewalk.benchmarks.kernel;

import io.ropewalk.queues.Parties;

import java.util.Map;
import java.util.TreeMap;

/**
 * Virtual threads that wait for items that never come: very many at one buffer, and some each at a
 * buffer of its own. From two seconds on nothing must wake them.
 */
final class IdleVirtualReceivers {
    private static final int SHARE_OF_BUFFERS = 100;

    private IdleVirtualReceivers() {}

    /** How many wake-ups there were: of the many at any time, of the others after two seconds. */
    static Map<String, Double> measure(int receivers, int watchedMillis)
            throws InterruptedException {
        int some = Math.max(1, receivers / SHARE_OF_BUFFERS);
        IdleGroup many = IdleGroup.together(Thread.ofVirtual(), receivers);
        IdleGroup before = IdleGroup.apart(Thread.ofVirtual(), Parties.ONE, some);
        IdleGroup after = IdleGroup.apart(Thread.ofVirtual(), Parties.ONE, some);
        IdleGroup.awaitAsleep(receivers + 2L * some);
        Thread.sleep(2_000); // they may look around for a second
        long parksBefore = before.letGo();
        Thread.sleep(watchedMillis);
        double wakes = after.letGo() - parksBefore;
        double wakesOfMany = many.letGo() - receivers;
        Map<String, Double> values = new TreeMap<>();
        values.put("idle" + receivers + "-virtual-many-wakes", wakesOfMany);
        values.put("idle" + some + "-virtual-one-wakes", wakes);
        return values;
    }
}

package io.ropewalk.benchmarks.kernel;

import com.sun.management.ThreadMXBean;

import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many bytes one thread allocates that sends and receives and never has to wait. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Integer ITEM = 1;

    private Allocation() {}

    /** Bytes for each item sent and received. */
    static Map<String, Double> measure(int items) throws InterruptedException {
        Map<String, Double> values = new TreeMap<>();
        for (Parties parties : Parties.values()) {
            BoundedBuffer<Integer> buffer = IdleGroup.buffer(parties);
            pass(buffer, items); // compiles
            long before = THREADS.getCurrentThreadAllocatedBytes();
            pass(buffer, items);
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            String name = "nobody-waits-" + parties.name().toLowerCase(Locale.ROOT) + "-bytes";
            values.put(name, (double) bytes / items);
        }
        return values;
    }

    private static void pass(BoundedBuffer<Integer> buffer, int items) throws InterruptedException {
        for (int i = 0; i < items; i++) {
            buffer.send(ITEM);
            buffer.receive();
        }
    }
}

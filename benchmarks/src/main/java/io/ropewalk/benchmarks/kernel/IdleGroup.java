package io.ropewalk.benchmarks.kernel;

import io.ropewalk.core.Dump;
import io.ropewalk.core.Ropewalk;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for items that never come.
 *
 * <p>Parks are counted when a wait ends. So how often sleepers woke in some time is the difference
 * between two groups of which one was let go when that time began and the other when it was over.
 */
final class IdleGroup {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final List<BoundedBuffer<Integer>> buffers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Starts so many receivers, each at a buffer of its own. */
    static IdleGroup apart(Thread.Builder kind, Parties parties, int receivers) {
        IdleGroup group = new IdleGroup();
        for (int i = 0; i < receivers; i++) {
            group.buffers.add(buffer(parties));
            group.receive(kind, group.buffers.getLast());
        }
        return group;
    }

    /** Starts so many receivers at one buffer. */
    static IdleGroup together(Thread.Builder kind, int receivers) {
        IdleGroup group = new IdleGroup();
        group.buffers.add(buffer(Parties.MANY));
        for (int i = 0; i < receivers; i++) {
            group.receive(kind, group.buffers.getFirst());
        }
        return group;
    }

    static BoundedBuffer<Integer> buffer(Parties parties) {
        return BoundedBuffer.<Integer>builder(16)
                .producers(parties)
                .consumers(parties)
                .checkRoles(false)
                .build();
    }

    private void receive(Thread.Builder kind, BoundedBuffer<Integer> buffer) {
        threads.add(kind.start(() -> buffer.forEach(item -> {})));
    }

    /** Returns when so many receivers wait in the whole JVM. */
    static void awaitAsleep(long receivers) throws InterruptedException {
        long begun = System.nanoTime();
        while (Ropewalk.dump().sites().stream().mapToLong(Dump.Site::waiting).sum() < receivers) {
            if (System.nanoTime() - begun > PATIENCE) {
                throw new IllegalStateException("the receivers do not fall asleep");
            }
            Thread.sleep(100);
        }
    }

    /** Processor time that all have used; of platform threads only. */
    long cpuNanos() {
        return threads.stream().mapToLong(t -> THREADS.getThreadCpuTime(t.threadId())).sum();
    }

    /** Ends all of them, and answers how often they had gone to sleep. */
    long letGo() throws InterruptedException {
        buffers.forEach(BoundedBuffer::close);
        for (Thread thread : threads) {
            thread.join();
        }
        return buffers.stream().mapToLong(buffer -> buffer.stats().receiverParks()).sum();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** A hundred platform threads that wait for items cost next to nothing, with each kind of side. */
@Tag("long")
class IdleCostTest {
    private static final int RECEIVERS = 100;
    private static final int SECONDS = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void a_hundred_idle_receivers_use_less_than_one_percent_of_a_processor() throws Exception {
        List<Idlers> groups = List.of(new Idlers(Parties.ONE), new Idlers(Parties.MANY));
        for (Idlers group : groups) {
            group.awaitAsleep();
        }
        Thread.sleep(2_000); // the first looks are close together; what is measured comes after

        long[] before = groups.stream().mapToLong(Idlers::cpuNanos).toArray();
        Thread.sleep(SECONDS * 1_000L); // the time that is measured
        long[] after = groups.stream().mapToLong(Idlers::cpuNanos).toArray();

        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).judge(after[i] - before[i]);
        }
    }

    /** Threads that wait, each in a buffer of its own that nobody sends to. */
    private static final class Idlers {
        private final Parties parties;
        private final List<BoundedBuffer<Integer>> buffers = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();

        Idlers(Parties parties) {
            this.parties = parties;
            for (int i = 0; i < RECEIVERS; i++) {
                BoundedBuffer<Integer> buffer =
                        BoundedBuffer.<Integer>builder(16)
                                .producers(parties)
                                .consumers(parties)
                                .build();
                buffers.add(buffer);
                Thread thread = new Thread(() -> buffer.forEach(item -> {}), "receiver " + i);
                threads.add(thread);
                thread.start();
            }
        }

        void awaitAsleep() {
            for (Thread thread : threads) {
                while (thread.getState() != Thread.State.WAITING
                        && thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
        }

        long cpuNanos() {
            return threads.stream().mapToLong(t -> THREADS.getThreadCpuTime(t.getId())).sum();
        }

        void judge(long usedNanos) throws InterruptedException {
            buffers.forEach(BoundedBuffer::close);
            for (Thread thread : threads) {
                thread.join();
            }
            long parks = buffers.stream().mapToLong(b -> b.stats().receiverParks()).sum();
            System.out.printf(
                    "%s: %d idle receivers used %.3f %% of a processor, %.2f parks each%n",
                    parties, RECEIVERS, usedNanos / 1e7 / SECONDS, (double) parks / RECEIVERS);
            assertThat(usedNanos).isLessThan(SECONDS * 1_000_000_000L / 100);
            // 50 us, 1 ms and 20 ms once, and then at most one look a second.
            assertThat(parks).isLessThanOrEqualTo((4L + 2 + SECONDS + 2) * RECEIVERS);
        }
    }
}

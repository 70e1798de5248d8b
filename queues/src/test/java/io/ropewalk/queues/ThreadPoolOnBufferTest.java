package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.core.ChannelStats;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A thread pool of the JDK's takes its tasks from a removable buffer. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadPoolOnBufferTest {
    private static final int MILLION = 1_000_000;
    private static final int WORKERS = 2;

    private final AtomicLong ran = new AtomicLong();
    private final CountDownLatch gate = new CountDownLatch(1);

    private final BoundedBuffer<Runnable> buffer =
            BoundedBuffer.<Runnable>builder(1_024).removable().build();

    private ThreadPoolExecutor pool;

    @BeforeEach
    void makePool() {
        pool =
                new ThreadPoolExecutor(
                        WORKERS, WORKERS, 1, TimeUnit.HOURS, buffer.asBlockingQueue());
    }

    @AfterEach
    void stopPool() {
        gate.countDown();
        pool.shutdownNow();
    }

    private void run() {
        ran.incrementAndGet();
    }

    /** Keeps all workers busy until the gate opens. */
    private void blockWorkers() {
        CountDownLatch blocked = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(() -> {
                blocked.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        await().until(() -> blocked.getCount() == 0);
    }

    private void finish() throws InterruptedException {
        gate.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits for room instead of being rejected. */
    private void waitForRoomWhenFull() {
        pool.setRejectedExecutionHandler((task, executor) -> {
            try {
                executor.getQueue().put(task);
            } catch (InterruptedException e) {
                throw new RejectedExecutionException(e);
            }
        });
    }

    @Test
    void a_million_tasks_run_once_each() throws Exception {
        waitForRoomWhenFull();
        for (int i = 0; i < MILLION; i++) {
            pool.execute(this::run);
        }
        finish();

        assertThat(ran).hasValue(MILLION);
        assertThat(pool.getCompletedTaskCount()).isEqualTo(MILLION);
        ChannelStats stats = buffer.stats();
        // The first task of each worker never is in the queue.
        assertThat(stats.accepted()).isEqualTo(MILLION - WORKERS);
        assertThat(stats.delivered()).isEqualTo(MILLION - WORKERS);
        assertThat(stats.occupancy()).isZero();
    }

    @Test
    void a_removed_task_does_not_run() throws Exception {
        blockWorkers();
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(this::run);
            pool.execute(tasks.get(i));
        }

        for (int i = 0; i < 1_000; i += 2) {
            assertThat(pool.remove(tasks.get(i))).isTrue();
            assertThat(pool.remove(tasks.get(i))).isFalse();
        }
        assertThat(pool.getQueue()).hasSize(500);
        finish();

        assertThat(ran).hasValue(500);
    }

    @Test
    void purge_removes_the_cancelled_tasks() throws Exception {
        blockWorkers();
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(pool.submit(this::run));
        }
        for (int i = 0; i < 1_000; i += 3) {
            tasks.get(i).cancel(false);
        }
        assertThat(pool.getQueue()).hasSize(1_000);

        pool.purge();

        assertThat(pool.getQueue()).hasSize(666);
        finish();
        assertThat(ran).hasValue(666);
    }

    @Test
    void shutdownNow_hands_over_what_has_not_begun() throws Exception {
        blockWorkers();
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(this::run);
            pool.execute(tasks.get(i));
        }

        assertThat(pool.shutdownNow()).isEqualTo(tasks);

        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasValue(0);
        assertThat(pool.getQueue()).isEmpty();
    }

    private void awaitIdleWorkers() {
        int started = pool.prestartAllCoreThreads();
        assertThat(started).isEqualTo(WORKERS);
        await().until(() -> ((WaitingBuffer<Runnable>) buffer).items().waiters() == WORKERS);
    }

    @Test
    void shutdown_ends_workers_that_wait_in_take() throws Exception {
        awaitIdleWorkers();

        pool.shutdown();

        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shutdownNow_ends_workers_that_wait_in_poll() throws Exception {
        pool.allowCoreThreadTimeOut(true);
        awaitIdleWorkers();

        assertThat(pool.shutdownNow()).isEmpty();

        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void core_threads_time_out_and_come_back() throws Exception {
        pool.setKeepAliveTime(5, TimeUnit.MILLISECONDS);
        pool.allowCoreThreadTimeOut(true);
        for (int round = 1; round <= 3; round++) {
            pool.execute(this::run);
            long wanted = round;
            await().until(() -> ran.get() == wanted);
            await().until(() -> pool.getPoolSize() == 0);
        }
        finish();

        assertThat(ran).hasValue(3);
    }

    private static final class Task extends FutureTask<Void> {
        private final AtomicInteger runs;
        boolean removed;
        boolean handedOver;

        Task() {
            this(new AtomicInteger());
        }

        private Task(AtomicInteger runs) {
            super(runs::incrementAndGet, null);
            this.runs = runs;
        }

        /** How often it was run or taken out of the queue; a cancelled one may be neither. */
        int fates() {
            return runs.get() + (removed ? 1 : 0) + (handedOver ? 1 : 0);
        }
    }

    @Test
    void every_task_has_one_fate() throws Exception {
        waitForRoomWhenFull();
        SplittableRandom random = new SplittableRandom();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            Task task = new Task();
            tasks.add(task);
            pool.execute(task);
            Task recent = tasks.get(i - random.nextInt(Math.min(i + 1, 200)));
            switch (random.nextInt(8)) {
                case 0 -> recent.removed |= pool.remove(recent);
                case 1 -> recent.cancel(false);
                default -> {}
            }
            if (i % 200 == 0) {
                pool.purge();
            }
        }
        for (Runnable task : pool.shutdownNow()) {
            ((Task) task).handedOver = true;
        }
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(tasks).anyMatch(task -> task.removed);
        assertThat(tasks).anyMatch(task -> task.isCancelled() && task.fates() == 0);
        assertThat(tasks)
                .allSatisfy(
                        task -> assertThat(task.fates()).isBetween(task.isCancelled() ? 0 : 1, 1));
    }
}

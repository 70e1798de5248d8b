package io.ropewalk.examples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ChannelStats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

@Timeout(60)
class HashQueueTest {
    private static final int FILES = 200;

    @TempDir private Path root;
    private List<Task> tasks;

    @BeforeEach
    void write() throws Exception {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(root.resolve("file-%03d".formatted(i)), "x".repeat(i));
        }
        tasks = new FileTree(root, FILES, Long.MAX_VALUE).list();
    }

    private void send(FileTree.Visitor visitor) throws InterruptedException {
        for (Task task : tasks) {
            visitor.visit(task);
        }
    }

    private static Thread.Builder kind(boolean virtual) {
        return virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    }

    private static HashQueue queue(int workers, int capacity, Function<Task, Hashed> work) {
        return new HashQueue(workers, Thread.ofPlatform(), capacity, work, () -> {});
    }

    @ParameterizedTest
    @CsvSource({"1, 1, false", "3, 1, false", "2, 16, false", "4, 3, true", "1, 1000, true"})
    void comesToTheSameAsOneThread(int workers, int capacity, boolean virtual) throws Exception {
        Tally expected = new Tally();
        tasks.forEach(task -> expected.add(Hashed.of(task)));
        HashQueue queue = new HashQueue(workers, kind(virtual), capacity, Hashed::of, () -> {});
        Tally tally = queue.run(this::send);
        assertThat(tally.totals()).isEqualTo(expected.totals());
        assertThat(tally.totals().files()).isEqualTo(FILES);
        assertThat(queue.sent()).isEqualTo(tasks);
        assertThat(queue.undelivered()).isEmpty();
        assertThat(queue.resultStats().delivered()).isEqualTo(FILES);
    }

    @Test
    void knowsTheHashOfNothing() throws Exception {
        Tally tally = queue(1, 1, Hashed::of).run(visitor -> visitor.visit(tasks.getFirst()));
        assertThat(tally.results().getFirst().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void endsWhenThereIsNothingToDo() throws Exception {
        assertThat(queue(3, 4, Hashed::of).run(visitor -> {}).results()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsAResult() throws Exception {
        Files.delete(tasks.get(7).file());
        Tally tally = queue(2, 4, Hashed::of).run(this::send);
        assertThat(tally.totals().files()).isEqualTo(FILES);
        assertThat(tally.totals().failures()).isEqualTo(1);
    }

    /** From the aggregator, in the midst of everything. */
    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 16, false", "4, 3, true", "3, 1000, false"})
    void accountsForEveryTaskWhenCancelled(int workers, int capacity, boolean virtual)
            throws Exception {
        AtomicInteger done = new AtomicInteger();
        AtomicReference<HashQueue> self = new AtomicReference<>();
        Runnable cancelLater =
                () -> {
                    if (done.incrementAndGet() == 20) {
                        self.get().cancel();
                    }
                };
        HashQueue queue = new HashQueue(workers, kind(virtual), capacity, Hashed::of, cancelLater);
        self.set(queue);
        Tally tally = queue.run(this::send);
        assertThat(queue.cancelled()).isTrue();
        assertThat(tally.results().size()).isGreaterThanOrEqualTo(20);
        assertAllAccountedFor(queue, tally);
    }

    /** The worker holds one task, the buffer another, and the producer waits with a third. */
    @Test
    void handsBackWhatWaitsInTheBuffer() throws Exception {
        AtomicReference<HashQueue> self = new AtomicReference<>();
        CountDownLatch full = new CountDownLatch(1);
        Function<Task, Hashed> slow =
                task -> {
                    awaitUninterruptibly(full);
                    self.get().cancel();
                    return Hashed.of(task);
                };
        HashQueue queue = queue(1, 1, slow);
        self.set(queue);
        Tally tally =
                queue.run(visitor -> {
                    visitor.visit(tasks.get(0));
                    visitor.visit(tasks.get(1)); // there is room: the first has been taken
                    full.countDown();
                    visitor.visit(tasks.get(2));
                });
        assertThat(tally.results()).extracting(Hashed::task).containsExactly(tasks.get(0));
        assertThat(queue.undelivered()).containsExactly(tasks.get(1));
        assertThat(queue.sent()).containsExactly(tasks.get(0), tasks.get(1));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    @Test
    void doesNothingWhenCancelledBeforeItRuns() throws Exception {
        HashQueue queue = queue(2, 4, Hashed::of);
        queue.cancel();
        Tally tally = queue.run(this::send);
        assertThat(tally.results()).isEmpty();
        assertAllAccountedFor(queue, tally);
    }

    @Test
    void endsWithTheFailureOfAWorker() {
        RuntimeException failure = new IllegalStateException("broken");
        AtomicInteger calls = new AtomicInteger();
        HashQueue queue =
                queue(
                        2,
                        4,
                        task -> {
                            if (calls.incrementAndGet() == 20) {
                                throw failure;
                            }
                            return Hashed.of(task);
                        });
        assertThatThrownBy(() -> queue.run(this::send))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
        ChannelStats stats = queue.taskStats();
        assertThat(stats.accepted()).isEqualTo(stats.delivered() + stats.undelivered());
    }

    @Test
    void endsWithTheFailureOfTheSource() {
        RuntimeException failure = new IllegalStateException("no more");
        HashQueue queue = queue(2, 4, Hashed::of);
        assertThatThrownBy(() ->
                        queue.run(visitor -> {
                            visitor.visit(tasks.getFirst());
                            throw failure;
                        }))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
    }

    private static void assertAllAccountedFor(HashQueue queue, Tally tally) {
        List<Task> seen = new ArrayList<>(queue.undelivered());
        tally.results().forEach(result -> seen.add(result.task()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(queue.sent());
        ChannelStats stats = queue.taskStats();
        assertThat(stats.accepted()).isEqualTo(queue.sent().size());
        assertThat(stats.delivered()).isEqualTo(tally.results().size());
        assertThat(stats.undelivered()).isEqualTo(queue.undelivered().size());
    }
}

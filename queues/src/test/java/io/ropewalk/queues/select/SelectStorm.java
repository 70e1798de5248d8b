package io.ropewalk.queues.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Rendezvous;
import io.ropewalk.testkit.AbortInjector;
import io.ropewalk.testkit.ConservationOracle;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Workers that send to and receive from several channels by selectors, beside threads that wait in
 * one of them. Every worker can always receive, so all items are received unless a wake-up or an
 * item is lost; then the watchdog says so.
 *
 * <p>Calm rounds have neither interrupts nor time-outs nor ticks, which would help out where a
 * wake-up was lost. One round in four is closed while it is under way; the others go on until all
 * is received. {@code -Dropewalk.storm.operations} sets how many items each storm sends.
 */
abstract class SelectStorm {
    private static final int WORKERS = 4;
    private static final int PLAIN = 2;
    private static final int ITEMS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ThreadFactory threads;
    private final long operations = Long.getLong("ropewalk.storm.operations", 200_000) / 2;

    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder interrupts = new LongAdder();
    private final LongAdder ticks = new LongAdder();
    private final LongAdder parks = new LongAdder();
    private long expected;

    SelectStorm(StrandKind strands) {
        threads = strands.threads();
    }

    @Test
    void buffers_keep_the_law() throws Exception {
        storm(
                () -> BoundedBuffer.of(1),
                () -> BoundedBuffer.<Long>builder(3).removable().build(),
                () -> BoundedBuffer.of(2));
    }

    @Test
    void rendezvous_keep_the_law() throws Exception {
        storm(Rendezvous::of, Rendezvous::of, Rendezvous::of);
    }

    @Test
    void buffers_and_rendezvous_together_keep_the_law() throws Exception {
        storm(Rendezvous::of, () -> BoundedBuffer.of(1), Rendezvous::of);
    }

    private interface Maker {
        Channel<Long> make();
    }

    private void storm(Maker... makers) throws Exception {
        long seed = System.nanoTime();
        System.out.println("select storm, seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long least = Math.max(4, operations / (WORKERS * ITEMS));
        long rounds = 0;
        try (AbortInjector injector =
                AbortInjector.start(random.nextLong(), Duration.ofNanos(100_000))) {
            while (rounds < least || (isLacking() && rounds < 100 * least)) {
                boolean calm = rounds % 2 == 0;
                boolean whole = rounds % 4 != 3;
                expected += whole ? WORKERS * ITEMS : 0;
                new Round(random.split(), calm ? null : injector, whole, makers)
                        .run("seed " + seed);
                rounds++;
            }
        }
        System.out.println(
                "select storm of "
                        + rounds
                        + " rounds: sent "
                        + sent
                        + ", received "
                        + received
                        + ", timed out "
                        + timeouts
                        + ", interrupted "
                        + interrupts
                        + ", ticks "
                        + ticks
                        + ", parks "
                        + parks);
        assertThat(received.sum()).isEqualTo(sent.sum()).isGreaterThanOrEqualTo(expected);
        assertThat(interrupts.sum()).isPositive();
        assertThat(timeouts.sum()).isPositive();
        assertThat(ticks.sum()).isPositive();
        assertThat(parks.sum()).isGreaterThan(expected / 1_000);
    }

    private boolean isLacking() {
        return interrupts.sum() == 0
                || timeouts.sum() == 0
                || ticks.sum() == 0
                || parks.sum() <= expected / 1_000;
    }

    private final class Round {
        private final SplittableRandom random;
        private final AbortInjector injector;
        private final List<Channel<Long>> channels = new ArrayList<>();
        private final List<ConservationOracle> oracles = new ArrayList<>();
        private final boolean whole;
        private final AtomicLong missing;
        private final CountDownLatch allReceived = new CountDownLatch(1);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Round(SplittableRandom random, AbortInjector injector, boolean whole, Maker[] makers) {
            this.random = random;
            this.injector = injector;
            this.whole = whole;
            missing = new AtomicLong(whole ? WORKERS * ITEMS : random.nextInt(WORKERS * ITEMS));
            for (Maker maker : makers) {
                channels.add(maker.make());
                oracles.add(new ConservationOracle(WORKERS, 2 * ITEMS));
            }
        }

        void run(String seed) throws InterruptedException {
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Worker worker = new Worker(i, random.split());
                all.add(threads.newThread(() -> guarded(worker::work)));
            }
            for (int i = 0; i < PLAIN; i++) {
                int index = random.nextInt(channels.size());
                ConservationOracle.Received notes = oracles.get(index).receiver("plain " + i);
                all.add(threads.newThread(() -> guarded(() -> receivePlainly(index, notes))));
            }
            if (injector != null) {
                all.subList(0, WORKERS).forEach(injector::add);
            }
            all.forEach(Thread::start);
            boolean done = allReceived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            all.forEach(thread -> {
                if (injector != null) {
                    injector.remove(thread);
                }
            });
            channels.forEach(Channel::close);
            for (Thread thread : all) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive())
                        .as("%s hangs after the end, %s", thread, seed)
                        .isFalse();
            }
            if (failure.get() != null) {
                throw new AssertionError(seed, failure.get());
            }
            assertThat(done)
                    .as("all received; missing %s in %s, %s", missing, channels, seed)
                    .isTrue();
            for (int i = 0; i < channels.size(); i++) {
                takeTheRest(channels.get(i), oracles.get(i).receiver("the rest"));
                parks.add(channels.get(i).stats().receiverParks());
                parks.add(channels.get(i).stats().senderParks());
                oracles.get(i).judge();
            }
        }

        /** What those who ended at another channel's end have left. */
        private void takeTheRest(Channel<Long> channel, ConservationOracle.Received notes) {
            channel.drainTo(
                    item -> {
                        notes.take(item);
                        received.increment();
                    },
                    Integer.MAX_VALUE);
        }

        private void guarded(Work work) {
            try {
                work.run();
            } catch (ClosedException e) {
                // the end of the round
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                allReceived.countDown();
            }
        }

        void tookOne() {
            received.increment();
            if (missing.decrementAndGet() == 0) {
                if (!whole) {
                    channels.forEach(Channel::close); // in the middle of all
                }
                allReceived.countDown();
            }
        }

        private void receivePlainly(int index, ConservationOracle.Received notes)
                throws InterruptedException {
            while (true) {
                notes.take(channels.get(index).receive());
                tookOne();
            }
        }

        /** Sends its items by whatever clause is ready, and receives meanwhile and afterwards. */
        private final class Worker {
            private final SplittableRandom choice;
            private final List<ConservationOracle.Sent> sentNotes = new ArrayList<>();
            private final Long[] pending = new Long[channels.size()];
            private int left = ITEMS;
            private final Selector<Boolean> selector;

            @SuppressWarnings({"unchecked", "rawtypes"})
            Worker(int number, SplittableRandom choice) {
                this.choice = choice;
                List<Clause<Boolean>> clauses = new ArrayList<>();
                for (int i = 0; i < channels.size(); i++) {
                    int index = i;
                    ConservationOracle.Sent out = oracles.get(i).producer(number);
                    ConservationOracle.Received in = oracles.get(i).receiver("worker " + number);
                    sentNotes.add(out);
                    clauses.add(
                            Clause.receive(channels.get(i))
                                    .map(item -> {
                                        in.take(item);
                                        tookOne();
                                        return true;
                                    }));
                    clauses.add(
                            Clause.sendFrom(channels.get(i), () -> next(index))
                                    .when(() -> left > 0)
                                    .map(item -> {
                                        out.accept(item);
                                        pending[index] = null;
                                        left--;
                                        sent.increment();
                                        return true;
                                    }));
                }
                if (injector != null) {
                    Timer timer = Timer.every(Duration.ofNanos(50_000));
                    clauses.add(
                            Clause.on(timer)
                                    .map(tick -> {
                                        ticks.increment();
                                        return true;
                                    }));
                }
                Clause[] all = clauses.toArray(new Clause[0]);
                selector =
                        switch (choice.nextInt(3)) {
                            case 0 -> Selector.biased(all);
                            case 1 -> Selector.roundRobin(all);
                            default -> Selector.random(choice.nextLong(), all);
                        };
            }

            private Long next(int index) {
                if (pending[index] == null) {
                    pending[index] = sentNotes.get(index).offer();
                }
                return pending[index];
            }

            void work() throws InterruptedException {
                while (true) {
                    try {
                        int how = injector == null ? 9 : choice.nextInt(10);
                        if (how == 0) {
                            boolean ignored = selector.trySelect(() -> false);
                        } else if (how < 4) {
                            Duration timeout = Duration.ofNanos(choice.nextInt(100_000));
                            if (!selector.trySelect(timeout, () -> false)) {
                                timeouts.increment();
                            }
                        } else {
                            selector.select();
                        }
                        if (choice.nextInt(64) == 0) {
                            selector.close();
                        }
                    } catch (InterruptedException e) {
                        interrupts.increment();
                    }
                }
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }
}

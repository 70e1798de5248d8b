package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.testkit.AbortInjector;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.StrandKind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Storms over acknowledged buffers on one kind of strand: random sends, receipts, acknowledgements
 * and rejections, late ones, several at once, interrupts, time-outs, cancels; each ticket must
 * answer what the participants know.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items a storm of the channels offers; one of
 * these offers a fifth. {@code -Dropewalk.seed} sets the seed.
 */
abstract class AckStorm {
    private static final long ITEMS = Long.getLong("ropewalk.storm.operations", 200_000) / 5;
    private static final int PER_ROUND = 400;
    private static final int BATCH = 64;

    /** How often each event must have happened; a short storm may miss the rare ones. */
    private static final long LEAST_TIMES = ITEMS / 20_000;

    private final StrandKind strands;

    AckStorm(StrandKind strands) {
        this.strands = strands;
    }

    @Test
    @Timeout(600)
    void one_to_one_tickets_answer_the_truth() throws Exception {
        storm(1, 1);
    }

    @Test
    @Timeout(600)
    void many_to_one_tickets_answer_the_truth() throws Exception {
        storm(3, 1);
    }

    @Test
    @Timeout(600)
    void one_to_many_tickets_answer_the_truth() throws Exception {
        storm(1, 3);
    }

    @Test
    @Timeout(600)
    void many_to_many_tickets_answer_the_truth() throws Exception {
        storm(3, 3);
    }

    @Test
    @Timeout(600)
    void a_wait_that_begins_as_its_ticket_ends_comes_back() throws Exception {
        AckChannel<Long> channel = BoundedBuffer.<Long>builder(BATCH).acknowledged();
        AtomicLong asked = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        BackgroundCall<Long> asker =
                BackgroundCall.of(
                        () -> askEach(channel, sent, asked),
                        strands.threads(),
                        Duration.ofSeconds(60));
        List<Delivery<Long>> deliveries = new ArrayList<>();
        SplittableRandom random = new SplittableRandom();
        for (long batch = 0; batch < ITEMS; batch += BATCH) {
            for (long ticket = batch; ticket < batch + BATCH; ticket++) {
                channel.send(ticket);
            }
            deliveries.clear();
            channel.drainTo(deliveries::add, BATCH);
            sent.set(batch + BATCH);
            for (Delivery<Long> delivery : deliveries) {
                spin(random.nextInt(150)); // about as long as a wait takes to begin
                delivery.ack();
            }
            while (asked.get() < batch + BATCH && !asker.isDone()) {
                LockSupport.parkNanos(20_000);
            }
        }
        assertThat(asker.result()).isGreaterThanOrEqualTo(ITEMS);
        assertThat(((AcknowledgedBuffer<Long>) channel).tickets().queues()).isZero();
    }

    private static long askEach(AckChannel<Long> channel, AtomicLong sent, AtomicLong asked)
            throws Exception {
        long ticket = 0;
        while (ticket < ITEMS) {
            while (sent.get() == ticket) {
                LockSupport.parkNanos(20_000);
            }
            for (long end = sent.get(); ticket < end; ticket++) {
                ask(channel, ticket);
            }
            asked.set(ticket);
        }
        return ticket;
    }

    private static void ask(AckChannel<Long> channel, long ticket) throws Exception {
        Duration patience = Duration.ofSeconds(20);
        int place = (int) (ticket % BATCH);
        if (place == BATCH - 2) {
            assertThat(channel.awaitAllProcessed(patience)).isTrue();
        } else if (place == BATCH - 1) {
            assertThat(channel.allProcessedAsync().toCompletableFuture()).succeedsWithin(patience);
        } else if (place % 2 == 0) {
            assertThat(channel.awaitProcessed(ticket, patience))
                    .as("ticket %d", ticket)
                    .isEqualTo(TicketOutcome.PROCESSED);
        } else {
            assertThat(channel.processedAsync(ticket).toCompletableFuture())
                    .succeedsWithin(patience)
                    .isEqualTo(TicketOutcome.PROCESSED);
        }
    }

    @Test
    @Timeout(600)
    void waits_for_all_that_begin_amid_failing_sends_do_not_wait_for_later_items()
            throws Exception {
        for (int round = 0; round < 8; round++) {
            AckChannel<Integer> channel = BoundedBuffer.<Integer>builder(1).acknowledged();
            channel.send(0);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong failed = new AtomicLong();
            BackgroundCall<Boolean> sender =
                    BackgroundCall.of(
                            () -> {
                                while (!stop.get()) {
                                    assertThat(channel.trySend(1)).isNegative();
                                    failed.incrementAndGet();
                                }
                                return true;
                            },
                            strands.threads(),
                            Duration.ofSeconds(60));
            List<CompletableFuture<@Nullable Void>> waits = new ArrayList<>();
            while (waits.size() < 500 || failed.get() < 500) {
                waits.add(channel.allProcessedAsync().toCompletableFuture());
                if (sender.isDone()) {
                    break;
                }
            }
            stop.set(true);
            assertThat(sender.result()).isTrue();

            channel.receive().ack();

            assertThat(waits).allMatch(CompletableFuture::isDone);
        }
    }

    private static void spin(long times) {
        for (long i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private void storm(int producers, int consumers) throws Exception {
        long seed = Long.getLong("ropewalk.seed", System.nanoTime());
        String what =
                "%d to %d on %s, %d items, -Dropewalk.seed=%d"
                        .formatted(producers, consumers, strands, ITEMS, seed);
        AckStormTally tally = new AckStormTally();
        SplittableRandom random = new SplittableRandom(seed);
        try (AbortInjector injector =
                AbortInjector.start(random.nextLong(), Duration.ofNanos(200_000))) {
            for (long offered = 0; offered < ITEMS; offered += PER_ROUND) {
                int perProducer = PER_ROUND / producers;
                new AckStormRound(
                                random.nextLong(),
                                producers,
                                consumers,
                                perProducer,
                                tally,
                                injector)
                        .run(strands.threads());
            }
        } catch (Throwable e) {
            throw new AssertionError("storm of tickets, " + what, e);
        }
        System.out.println("storm of tickets, " + what + ": " + tally);
        tally.assertEachHappened(LEAST_TIMES);
    }
}

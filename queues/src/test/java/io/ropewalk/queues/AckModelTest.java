package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.wait.Strand;
import io.ropewalk.modelcheck.Interleavings;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who wait for a ticket's end against those who end it, model-checked: in each interleaving
 * that is tried nobody may hang, and what a waiter is told is how the ticket ended.
 */
@Tag("long")
class AckModelTest {
    @BeforeAll
    static void findProvidersOutsideOfTheModel() {
        Strand.current();
    }

    @Test
    void a_wait_for_an_item_meets_its_acknowledgement() {
        Interleavings.of(() -> new World(1).received())
                .strand(w -> w.await(0))
                .strand(w -> w.settle(0, true))
                .then(w -> w.mustHaveBeenTold(TicketOutcome.PROCESSED))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_wait_for_an_item_meets_its_rejection() {
        Interleavings.of(() -> new World(1).received())
                .strand(w -> w.await(0))
                .strand(w -> w.settle(0, false))
                .then(w -> w.mustHaveBeenTold(TicketOutcome.UNDELIVERED))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_wait_for_an_item_meets_a_cancel() {
        Interleavings.of(() -> new World(1))
                .strand(w -> w.await(0))
                .strand(w -> w.channel.cancel())
                .then(w -> w.mustHaveBeenTold(TicketOutcome.UNDELIVERED))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_wait_for_all_meets_the_last_of_two_acknowledgements() {
        Interleavings.of(() -> new World(2).received())
                .strand(World::awaitAll)
                .strand(w -> w.settle(0, true))
                .strand(w -> w.settle(1, true))
                .then(World::mustHaveSeenAllSettled)
                .check(ModelEffort.INVOCATIONS);
    }

    /**
     * A buffer whose deliveries are acknowledged, with items in it from the start, and what a
     * strand was told. Each strand makes one call: in longer ones a model check of this effort does
     * not find what is broken.
     */
    private static final class World {
        final AckChannel<Integer> channel = Exchange.Waiting.MANY_TO_MANY.builder(2).acknowledged();
        private final int items;
        private final Delivery<?>[] deliveries;
        private final AtomicInteger settling = new AtomicInteger();
        private volatile int settlingWhenAllHad;
        private volatile @Nullable TicketOutcome told;

        World(int items) {
            this.items = items;
            deliveries = new Delivery<?>[items];
            for (int i = 0; i < items; i++) {
                if (channel.trySend(i) != i) {
                    throw new AssertionError("tickets count from 0");
                }
            }
        }

        World received() {
            for (int i = 0; i < items; i++) {
                deliveries[i] = Objects.requireNonNull(channel.tryReceive());
            }
            return this;
        }

        void settle(int ticket, boolean processed) {
            Delivery<?> delivery = deliveries[ticket];
            settling.incrementAndGet();
            if (!(processed ? delivery.ack() : delivery.reject())) {
                throw new AssertionError("settled by somebody else");
            }
        }

        void await(long ticket) {
            try {
                told = channel.awaitProcessed(ticket);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void awaitAll() {
            try {
                channel.awaitAllProcessed();
                settlingWhenAllHad = settling.get();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void mustHaveBeenTold(TicketOutcome outcome) {
            if (told != outcome) {
                throw new AssertionError("told " + told);
            }
        }

        void mustHaveSeenAllSettled() {
            if (settlingWhenAllHad != items) {
                throw new AssertionError(settlingWhenAllHad + " were about to be settled");
            }
        }
    }
}

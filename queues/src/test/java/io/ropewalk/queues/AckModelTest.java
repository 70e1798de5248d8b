package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.wait.Strand;
import io.ropewalk.modelcheck.Interleavings;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
        Interleavings.of(() -> new World())
                .strand(w -> w.await(w.send()))
                .strand(w -> w.settle(w.receive(), true))
                .then(w -> w.mustHaveBeenTold(TicketOutcome.PROCESSED))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_wait_for_an_item_meets_its_rejection() {
        Interleavings.of(() -> new World())
                .strand(w -> w.await(w.send()))
                .strand(w -> w.settle(w.receive(), false))
                .then(w -> w.mustHaveBeenTold(TicketOutcome.UNDELIVERED))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_wait_for_an_item_meets_a_cancel() {
        Interleavings.of(() -> new World())
                .strand(w -> w.await(w.send()))
                .strand(w -> w.channel.cancel())
                .then(World::mustHaveBeenToldOrRefused)
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_wait_for_all_meets_the_last_of_two_acknowledgements() {
        Interleavings.of(() -> new World())
                .strand(w -> {
                    w.send();
                    w.send();
                    w.awaitAll();
                })
                .strand(w -> w.settle(w.receive(), true))
                .strand(w -> w.settle(w.receive(), true))
                .then(World::mustHaveSeenAllSettled)
                .check(ModelEffort.INVOCATIONS);
    }

    /** A buffer whose deliveries are acknowledged, and what a strand was told. */
    private static final class World {
        private static final long REFUSED = -1;

        final AckChannel<Integer> channel;
        private final AtomicInteger settling = new AtomicInteger();
        private volatile int settlingWhenAllHad = -1;
        private volatile @Nullable TicketOutcome told;
        private volatile boolean refused;

        World() {
            channel = Exchange.Waiting.MANY_TO_MANY.builder(2).acknowledged();
        }

        long send() {
            try {
                return channel.send(1);
            } catch (ClosedException e) {
                refused = true;
                return REFUSED;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        Delivery<Integer> receive() {
            try {
                return channel.receive();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void settle(Delivery<Integer> delivery, boolean processed) {
            settling.incrementAndGet();
            if (!(processed ? delivery.ack() : delivery.reject())) {
                throw new AssertionError("settled by somebody else");
            }
        }

        void await(long ticket) {
            if (ticket == REFUSED) {
                return;
            }
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

        void mustHaveBeenToldOrRefused() {
            if (!refused) {
                mustHaveBeenTold(TicketOutcome.UNDELIVERED);
            }
        }

        void mustHaveSeenAllSettled() {
            if (settlingWhenAllHad != 2) {
                throw new AssertionError(settlingWhenAllHad + " of 2 were about to be settled");
            }
        }
    }
}

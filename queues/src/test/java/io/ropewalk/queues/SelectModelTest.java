package io.ropewalk.queues;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.Strand;
import io.ropewalk.modelcheck.Interleavings;
import io.ropewalk.queues.select.Clause;
import io.ropewalk.queues.select.Selector;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Selectors and rendezvous, model-checked: in each interleaving that is tried nobody may hang, and
 * what was sent was received once.
 */
@Tag("long")
class SelectModelTest {
    @BeforeAll
    static void findProvidersOutsideOfTheModel() {
        Strand.current();
    }

    /** Items are powers of two, so that sums tell which there were. */
    private static final class World {
        final Rendezvous<Integer> left = Rendezvous.of();
        final Rendezvous<Integer> right = Rendezvous.of();
        final BoundedBuffer<Integer> first = buffer();
        final BoundedBuffer<Integer> second = buffer();
        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger received = new AtomicInteger();
        volatile Thread interruptible;

        private static BoundedBuffer<Integer> buffer() {
            return BoundedBuffer.<Integer>builder(2)
                    .waitPolicy(WaitPolicy.PUBLISHER_FENCES.withoutSpinning())
                    .build();
        }

        Clause<Integer> receiving(Buffer<Integer> from) {
            return Clause.receive(from).map(item -> received.addAndGet(item));
        }

        Clause<Integer> sending(Buffer<Integer> to, int item) {
            return Clause.send(to, item).map(accepted -> sent.addAndGet(accepted));
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        final void select(Clause<Integer>... clauses) {
            try {
                int ignored = Selector.<Integer>selectOnce(clauses);
            } catch (InterruptedException | ClosedException e) {
                // nothing has happened then
            }
        }

        void send(Buffer<Integer> to, int item) {
            try {
                to.send(item);
                sent.addAndGet(item);
            } catch (InterruptedException | ClosedException e) {
                // not accepted then
            }
        }

        void receive(Buffer<Integer> from) {
            try {
                received.addAndGet(from.receive());
            } catch (InterruptedException | ClosedException e) {
                // nothing was received then
            }
        }

        void tryReceive(Buffer<Integer> from) {
            try {
                Integer item = from.tryReceive();
                if (item != null) {
                    received.addAndGet(item);
                }
            } catch (ClosedException e) {
                // nothing was received then
            }
        }

        void mustBalance(int left) {
            if (sent.get() != received.get() + left) {
                throw new AssertionError(
                        "sent " + sent + ", received " + received + ", left " + left);
            }
        }
    }

    @Test
    void a_send_meets_a_receive() {
        Interleavings.of(() -> new World())
                .strand(w -> {
                    w.send(w.left, 1);
                    w.send(w.left, 2);
                })
                .strand(w -> {
                    w.receive(w.left);
                    w.receive(w.left);
                })
                .then(w -> w.mustBalance(0))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void two_senders_meet_two_receivers() {
        Interleavings.of(() -> new World())
                .strand(w -> w.send(w.left, 1))
                .strand(w -> {
                    w.receive(w.left);
                    w.receive(w.left);
                })
                .strand(w -> w.send(w.left, 2))
                .then(w -> w.mustBalance(0))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void an_interrupt_meets_a_hand_over() {
        Interleavings.of(() -> new World())
                .strand(w -> {
                    w.interruptible = Thread.currentThread();
                    w.send(w.left, 1);
                })
                .strand(w -> w.tryReceive(w.left))
                .strand(w -> {
                    Thread sender = w.interruptible;
                    if (sender != null) {
                        sender.interrupt();
                    }
                    w.left.close();
                })
                .then(w -> w.mustBalance(0))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void two_selectors_meet_crosswise_once() {
        Interleavings.of(() -> new World())
                .strand(w -> w.select(w.sending(w.left, 1), w.receiving(w.right)))
                .strand(w -> w.select(w.sending(w.right, 2), w.receiving(w.left)))
                .then(w -> w.mustBalance(0))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_selector_meets_one_of_two_counterparts() {
        Interleavings.of(() -> new World())
                .strand(w -> w.select(w.receiving(w.left), w.receiving(w.right)))
                .strand(w -> {
                    w.send(w.left, 1);
                    w.right.close(); // the other sender shall not wait for ever
                })
                .strand(w -> {
                    w.send(w.right, 2);
                    w.left.close();
                })
                .then(w -> w.mustBalance(0))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_hand_over_meets_an_attempt_of_another_branch() {
        Interleavings.of(() -> new World())
                .strand(w -> {
                    w.select(w.receiving(w.first), w.receiving(w.left));
                    w.select(w.receiving(w.first), w.receiving(w.left));
                })
                .strand(w -> w.send(w.left, 1))
                .strand(w -> w.send(w.first, 2))
                .then(w -> w.mustBalance(0))
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void a_signal_for_a_branch_that_lost_is_handed_on() {
        Interleavings.of(() -> new World())
                .strand(w -> w.select(w.receiving(w.first), w.receiving(w.second)))
                .strand(w -> w.receive(w.second))
                .strand(w -> {
                    w.send(w.first, 1);
                    w.send(w.second, 2);
                    w.send(w.second, 4);
                })
                .then(w -> {
                    int left = w.first.estimatedSize() + w.second.estimatedSize();
                    if (left != 1) {
                        throw new AssertionError(left + " items are left");
                    }
                })
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void an_idle_selector_keeps_no_signal() {
        Interleavings.of(() -> new World())
                .strand(w -> {
                    Selector<Integer> selector =
                            Selector.biased(w.receiving(w.first), w.receiving(w.second));
                    try {
                        int ignored = selector.select(); // and stays registered
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .strand(w -> w.receive(w.second))
                .strand(w -> {
                    w.send(w.first, 1);
                    w.send(w.second, 2);
                    w.send(w.second, 4);
                })
                .then(w -> {
                    int left = w.first.estimatedSize() + w.second.estimatedSize();
                    if (left != 1) {
                        throw new AssertionError(left + " items are left");
                    }
                })
                .check(ModelEffort.INVOCATIONS);
    }
}

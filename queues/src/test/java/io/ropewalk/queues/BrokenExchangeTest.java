package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.Strand;
import io.ropewalk.core.wait.WaitQueue;
import io.ropewalk.modelcheck.Interleavings;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link BlockingModelTest} must catch, with the effort that it makes. */
@Tag("long")
class BrokenExchangeTest {
    @BeforeAll
    static void findProvidersOutsideOfTheModel() {
        Strand.current();
    }

    @Test
    void a_look_for_sleepers_before_the_publication_is_caught() {
        assertThatThrownBy(() -> sendToASleeper(true)).hasStackTraceContaining("hung");
    }

    @Test
    void a_drain_before_the_close_is_caught() {
        assertThatThrownBy(() -> cancelUnderASend(true)).hasStackTraceContaining("lost an item");
    }

    @Test
    void the_same_cell_passes_without_the_flaws() {
        assertThatCode(() -> sendToASleeper(false)).doesNotThrowAnyException();
        assertThatCode(() -> cancelUnderASend(false)).doesNotThrowAnyException();
    }

    private static void sendToASleeper(boolean flawed) {
        Interleavings.of(() -> new Cell())
                .strand(Cell::receive)
                .strand(w -> w.send(flawed))
                .check(ModelEffort.INVOCATIONS);
    }

    private static void cancelUnderASend(boolean flawed) {
        Interleavings.of(() -> new Cell())
                .strand(w -> w.send(false))
                .strand(w -> w.cancel(flawed))
                .then(Cell::mustHaveLostNothing)
                .check(ModelEffort.INVOCATIONS);
    }

    /** Room for one item, with a receiver that sleeps. */
    private static final class Cell extends WaitQueue {
        private static final int EMPTY = 0;
        private static final int ITEM = 1;
        private static final int CLOSED = 2;

        private final AtomicInteger word = new AtomicInteger(EMPTY);
        private final AtomicBoolean announced = new AtomicBoolean();
        private volatile boolean accepted;
        private volatile boolean undelivered;

        Cell() {
            super("cell", "receive");
        }

        void send(boolean looksFirst) {
            boolean seen = announced.get();
            accepted = word.compareAndSet(EMPTY, ITEM);
            if (looksFirst ? seen : announced.get()) {
                wake(1);
            }
        }

        void receive() {
            var ignored =
                    await(
                            () ->
                                    word.compareAndSet(ITEM, EMPTY)
                                            ? Progress.DONE
                                            : Progress.NOT_YET,
                            Deadline.NEVER);
        }

        void cancel(boolean drainsFirst) {
            if (drainsFirst) {
                undelivered = word.getAndSet(EMPTY) == ITEM;
                int ignored = word.getAndUpdate(now -> now | CLOSED);
            } else {
                undelivered = word.getAndSet(CLOSED) == ITEM;
            }
        }

        void mustHaveLostNothing() {
            if (accepted != undelivered) {
                throw new AssertionError("lost an item");
            }
        }

        @Override
        protected void announce(boolean platformThread) {
            announced.set(true);
        }

        @Override
        protected void retract() {
            announced.set(false);
        }
    }
}

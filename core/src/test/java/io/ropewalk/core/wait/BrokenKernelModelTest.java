package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.modelcheck.Interleavings;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twins of the kernel with a part taken out, which {@link KernelModelTest}'s means must catch with
 * the effort that it makes.
 */
@Tag("long")
class BrokenKernelModelTest {
    @BeforeAll
    static void findProvidersOutsideOfTheModel() {
        Strand.current();
    }

    @Test
    void aQueueThatDoesNotAnnounceIsCaught() {
        assertThatThrownBy(() ->
                        Interleavings.of(() -> new Semaphore(new Unannounced()))
                                .strand(w -> w.mustBeGranted(w.permits.acquire()))
                                .strand(w -> w.permits.release())
                                .check(Effort.INVOCATIONS))
                .hasStackTraceContaining("hung");
    }

    @Test
    void aReleaseThatLooksBeforeItPublishesIsCaught() {
        assertThatThrownBy(() ->
                        Interleavings.of(() -> new Semaphore(new LooksTooEarly()))
                                .strand(w -> w.mustBeGranted(w.permits.acquire()))
                                .strand(w -> w.permits.release())
                                .check(Effort.INVOCATIONS))
                .hasStackTraceContaining("hung");
    }

    @Test
    void aWaiterThatLeavesWithItsSignalIsCaught() {
        assertThatThrownBy(() -> leaveWithASignal(false)).hasStackTraceContaining("hung");
    }

    @Test
    void theSameWaiterPassesWhenItHandsItsSignalOn() {
        assertThatCode(() -> leaveWithASignal(true)).doesNotThrowAnyException();
    }

    /** One strand is interrupted about when it is signalled; the permit must reach the other. */
    private static void leaveWithASignal(boolean handsOn) {
        Interleavings.of(() -> new Semaphore(0))
                .strand(w -> w.interruptibly(() -> new PlainWaiter(w.permits, handsOn).run()))
                .strand(w -> w.acquireAndRelease())
                .strand(w -> {
                    w.permits.release();
                    w.interrupt();
                })
                .check(Effort.INVOCATIONS);
    }

    private static final class Unannounced extends Permits {
        Unannounced() {
            super(0);
        }

        @Override
        boolean announced() {
            return false;
        }
    }

    private static final class LooksTooEarly extends Permits {
        LooksTooEarly() {
            super(0);
        }

        @Override
        void release() {
            boolean seen = announced();
            releaseInSilence(1);
            if (seen) {
                queue.wake(1);
            }
        }
    }

    /** The least that waits in a queue, with or without the hand-over of a signal that it got. */
    private static final class PlainWaiter extends Waiter {
        private final Strand strand = Strand.current();
        private final Permits permits;
        private final boolean handsOn;

        PlainWaiter(Permits permits, boolean handsOn) {
            super(permits.queue);
            this.permits = permits;
            this.handsOn = handsOn;
        }

        /** Waits for a permit and gives it back. */
        void run() {
            queue.join(this);
            boolean granted = permits.tryAcquire();
            while (!granted && state() != CLAIMED && !strand.clearInterrupt()) {
                strand.park(this, () -> state() == CLAIMED, Long.MAX_VALUE, true);
            }
            Outcome outcome = granted ? Outcome.GRANTED : Outcome.INTERRUPTED;
            queue.leave(this, outcome, !handsOn, false, 0);
            if (granted) {
                permits.release();
            }
        }

        @Override
        void signal() {
            strand.unpark();
        }

        @Override
        boolean isPlatformThread() {
            return true;
        }

        @Override
        String name() {
            return "plain";
        }

        @Override
        Strand strand() {
            return strand;
        }
    }
}

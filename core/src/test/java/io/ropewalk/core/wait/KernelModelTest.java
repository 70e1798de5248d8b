package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.modelcheck.Interleavings;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The blocking protocols of the kernel, model-checked: in each interleaving that is tried nobody
 * may hang and no permit or item may be lost. {@link BrokenKernelModelTest} shows that this finds
 * what is broken.
 */
@Tag("long")
class KernelModelTest {
    @BeforeAll
    static void findProvidersOutsideOfTheModel() {
        Strand.current();
    }

    @Test
    void acquireMeetsReleaseAndInterrupt() {
        Interleavings.of(() -> new Semaphore(0))
                .strand(w -> w.interruptibly(() -> w.count(w.permits.acquire())))
                .strand(w -> w.permits.release())
                .strand(Semaphore::interrupt)
                .then(w -> w.mustEndWith(w.granted ? 0 : 1))
                .check(Effort.INVOCATIONS);
    }

    @Test
    void anInterruptedSleeperPassesItsSignalOn() {
        Interleavings.of(() -> new Semaphore(0))
                .strand(w -> w.interruptibly(w::tryToAcquireAndRelease))
                .strand(w -> {
                    w.registerToRelease();
                    w.interrupt(); // a signal that comes later can find a strand about to leave
                    w.permits.release();
                })
                .then(w -> {
                    w.mustBeTold(1);
                    w.mustEndWith(1);
                })
                .check(10 * Effort.INVOCATIONS); // a hundred do not find a signal that is kept
    }

    @Test
    void permitsGoFromStrandToStrand() {
        Interleavings.of(() -> new Semaphore(1))
                .strand(Semaphore::acquireAndRelease)
                .strand(Semaphore::acquireAndRelease)
                .strand(Semaphore::acquireAndRelease)
                .then(w -> w.mustEndWith(1))
                .check(Effort.INVOCATIONS);
    }

    @Test
    void closeMeetsAcquireAndRelease() {
        Interleavings.of(() -> new Semaphore(0))
                .strand(w -> w.count(w.permits.acquire()))
                .strand(w -> w.permits.release())
                .strand(w -> w.permits.close())
                .then(w -> w.mustEndWith(w.granted ? 0 : 1))
                .check(Effort.INVOCATIONS);
    }

    @Test
    void aCallbackMeetsReleaseAndCancel() {
        Interleavings.of(() -> new Semaphore(0))
                .strand(w -> w.register().cancel())
                .strand(w -> w.permits.release())
                .then(w -> {
                    w.mustBeTold(1);
                    w.mustEndWith(w.granted ? 0 : 1);
                })
                .check(Effort.INVOCATIONS);
    }

    @Test
    void callbacksAndStrandsShareReleases() {
        Interleavings.of(() -> new Semaphore(0))
                .strand(w -> {
                    w.register();
                    w.mustBeGranted(w.permits.acquire());
                })
                .strand(w -> w.permits.release())
                .strand(w -> {
                    w.register();
                    w.permits.release(2);
                })
                .then(w -> {
                    w.mustBeTold(2);
                    w.mustEndWith(0);
                })
                .check(Effort.INVOCATIONS);
    }

    @Test
    void itemsGoThroughACellWhosePublishersFence() {
        Interleavings.of(() -> new Hand())
                .strand(w -> {
                    w.cell.put("a", Deadline.NEVER);
                    w.cell.put("b", Deadline.NEVER);
                })
                .strand(w -> w.first = w.cell.take(Deadline.NEVER))
                .then(w -> {
                    w.mustBe("a", w.first);
                    w.mustBe("b", w.cell.take(Deadline.NEVER));
                    w.mustHaveNoRescues();
                })
                .check(Effort.INVOCATIONS);
    }

    @Test
    void aLeaderThatIsServedWakesTheNext() {
        Interleavings.of(() -> new Orchard(2))
                .strand(Orchard::pick)
                .strand(Orchard::pick)
                .strand(Orchard::ripen)
                .then(w -> w.mustBePickedOrLeft(2))
                .check(Effort.INVOCATIONS);
    }

    @Test
    void aLeaderThatIsInterruptedHandsTheLeadOn() {
        Interleavings.of(() -> new Orchard(2))
                .strand(Orchard::pickInterruptibly)
                .strand(w -> {
                    w.interrupt();
                    w.ripen();
                })
                .strand(Orchard::pick)
                .then(w -> w.mustBePickedOrLeft(2))
                .check(Effort.INVOCATIONS);
    }

    /** A cell and what came out of it. */
    private static final class Hand {
        final Cell<String> cell = new Cell<>(true);
        volatile String first;

        void mustBe(String expected, String actual) {
            if (!expected.equals(actual)) {
                throw new AssertionError(actual + " instead of " + expected);
            }
        }

        void mustHaveNoRescues() {
            if (cell.items.rescues() + cell.rooms.rescues() != 0) {
                throw new AssertionError("rescued");
            }
        }
    }
}

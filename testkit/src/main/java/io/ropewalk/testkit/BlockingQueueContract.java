package io.ropewalk.testkit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;

/**
 * What every bounded, first-in first-out {@link BlockingQueue} must do, as a JUnit suite: one that
 * is complete, with removal from its middle. Extend it in the tests of a queue.
 *
 * {@snippet :
 * class WorkQueueTest extends BlockingQueueContract {
 *     @Override
 *     protected <T> BlockingQueue<T> newQueue(int capacity) {
 *         return BoundedBuffer.<T>builder(capacity).removable().build().asBlockingQueue();
 *     }
 * }
 * }
 *
 * <p>It asks for what the interface says and leaves open what that leaves open: an iterator may
 * show a moment or follow the queue, as long as it shows once and in order what is there all the
 * time, and removes exactly what it has shown.
 */
public abstract class BlockingQueueContract {
    /** For subclasses. */
    protected BlockingQueueContract() {}

    /**
     * Builds a queue.
     *
     * @param <T> the items
     * @param capacity how many items fit
     * @return a new, empty queue
     */
    protected abstract <T> BlockingQueue<T> newQueue(int capacity);

    /**
     * Whether {@code removeIf}, {@code removeAll} and {@code retainAll} let those in who wait for
     * room. They must; but {@link java.util.concurrent.ArrayBlockingQueue} forgets it (seen on Java
     * 17 and 25).
     *
     * @return true, unless overridden
     */
    protected boolean bulkRemovalWakesPutters() {
        return true;
    }

    /**
     * On what threads the calls are made that wait.
     *
     * @return platform threads, unless overridden
     */
    protected StrandKind strands() {
        return StrandKind.PLATFORM;
    }

    /**
     * How long a test waits for what should happen at once, before it fails.
     *
     * @return 20 s, unless overridden
     */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Nested
    @DisplayName("putting and taking")
    class Passing extends QueuePassingContract {
        Passing() {
            super(BlockingQueueContract.this);
        }
    }

    @Nested
    @DisplayName("waiting, time-outs and interrupts")
    class Waiting extends QueueWaitingContract {
        Waiting() {
            super(BlockingQueueContract.this);
        }
    }

    @Nested
    @DisplayName("removing")
    class Removing extends QueueRemovalContract {
        Removing() {
            super(BlockingQueueContract.this);
        }
    }

    @Nested
    @DisplayName("looking at all items")
    class Traversing extends QueueTraversalContract {
        Traversing() {
            super(BlockingQueueContract.this);
        }
    }

    @Nested
    @DisplayName("draining")
    class Draining extends QueueDrainContract {
        Draining() {
            super(BlockingQueueContract.this);
        }
    }

    @Nested
    @DisplayName("many threads at once")
    class Racing extends QueueRaceContract {
        Racing() {
            super(BlockingQueueContract.this);
        }
    }
}

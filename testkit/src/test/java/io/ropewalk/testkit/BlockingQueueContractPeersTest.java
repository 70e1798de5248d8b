package io.ropewalk.testkit;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;

/** Queues that are known to be right fulfil the contract. */
@Tag("long")
class BlockingQueueContractPeersTest {
    @Nested
    class ArrayBlocking extends BlockingQueueContract {
        @Override
        protected <T> BlockingQueue<T> newQueue(int capacity) {
            return new ArrayBlockingQueue<>(capacity);
        }

        /** Its bulkRemoveModified does not signal. */
        @Override
        protected boolean bulkRemovalWakesPutters() {
            return false;
        }
    }

    @Nested
    class LinkedBlocking extends BlockingQueueContract {
        @Override
        protected <T> BlockingQueue<T> newQueue(int capacity) {
            return new LinkedBlockingQueue<>(capacity);
        }
    }

    @Nested
    class LinkedBlockingDeques extends BlockingQueueContract {
        @Override
        protected <T> BlockingQueue<T> newQueue(int capacity) {
            return new LinkedBlockingDeque<>(capacity);
        }
    }
}

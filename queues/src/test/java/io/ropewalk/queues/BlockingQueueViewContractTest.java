package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BlockingQueueContract;

import org.junit.jupiter.api.Nested;

import java.util.concurrent.BlockingQueue;

/** A removable buffer is a complete blocking queue. */
class BlockingQueueViewContractTest {
    abstract static class Contract extends BlockingQueueContract {
        private final WaitPolicy policy;

        Contract(WaitPolicy policy) {
            this.policy = policy;
        }

        @Override
        protected <T> BlockingQueue<T> newQueue(int capacity) {
            return BoundedBuffer.<T>builder(capacity)
                    .removable()
                    .waitPolicy(policy)
                    .build()
                    .asBlockingQueue();
        }
    }

    @Nested
    class ThatSpins extends Contract {
        ThatSpins() {
            super(WaitPolicy.SLEEPER_FENCES);
        }
    }

    @Nested
    class ThatParksAtOnce extends Contract {
        ThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning());
        }
    }
}

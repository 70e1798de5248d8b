package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BlockingQueueContract;
import io.ropewalk.testkit.ChannelContract;
import io.ropewalk.testkit.ChannelSpec;

import org.junit.jupiter.api.Nested;

import java.util.concurrent.BlockingQueue;

/**
 * The buffers with another arrangement fulfil the contract of channels, and as queues that of
 * blocking queues. The contracts are for what is first in, first out: that is what these are when
 * no two items have the same key, when all are equally urgent, and when all are due at once.
 */
class ArrangedContractTest {
    abstract static class Contract extends ChannelContract {
        private final Arranged shape;
        private final WaitPolicy policy;

        Contract(Arranged shape, WaitPolicy policy) {
            this.shape = shape;
            this.policy = policy;
        }

        @Override
        protected final <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return shape.build(spec, policy);
        }
    }

    abstract static class QueueContract extends BlockingQueueContract {
        private final Arranged shape;

        QueueContract(Arranged shape) {
            this.shape = shape;
        }

        @Override
        protected final <T> BlockingQueue<T> newQueue(int capacity) {
            return shape.<T>build(capacity).asBlockingQueue();
        }
    }

    @Nested
    class Keyed extends Contract {
        Keyed() {
            super(Arranged.KEYED, WaitPolicy.SLEEPER_FENCES);
        }
    }

    @Nested
    class KeyedAsQueue extends QueueContract {
        KeyedAsQueue() {
            super(Arranged.KEYED);
        }
    }

    @Nested
    class PriorityThatParksAtOnce extends Contract {
        PriorityThatParksAtOnce() {
            super(Arranged.PRIORITY, WaitPolicy.PUBLISHER_FENCES.withoutSpinning());
        }
    }

    @Nested
    class PriorityAsQueue extends QueueContract {
        PriorityAsQueue() {
            super(Arranged.PRIORITY);
        }
    }

    @Nested
    class Delay extends Contract {
        Delay() {
            super(Arranged.DELAY, WaitPolicy.SLEEPER_FENCES);
        }
    }

    @Nested
    class DelayAsQueue extends QueueContract {
        DelayAsQueue() {
            super(Arranged.DELAY);
        }
    }
}

package io.ropewalk.testkit;

import io.ropewalk.core.Channel;

import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;

/** Channels that are known to be right fulfil the contract. */
@Tag("long")
class ChannelContractPeersTest {
    @Nested
    class OneMonitor extends ChannelContract {
        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return new MonitorChannel<>(spec, Flaw.NONE);
        }
    }

    @Nested
    class OneMonitorForOneToOne extends OneMonitor {
        @Override
        protected Users producers() {
            return Users.ONE;
        }

        @Override
        protected Users consumers() {
            return Users.ONE;
        }
    }

    @Nested
    class ArrayBlocking extends ChannelContract {
        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return new BlockingQueueChannel<>(new ArrayBlockingQueue<>(spec.capacity()));
        }

        @Override
        protected Set<ChannelFeature> features() {
            return BlockingQueueChannel.FEATURES;
        }
    }

    @Nested
    class JctoolsManyToMany extends ChannelContract {
        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return new TryOnlyChannel<>(
                    new MpmcVarHandleArrayQueue<>(Math.max(2, spec.capacity())));
        }

        @Override
        protected Set<ChannelFeature> features() {
            return TryOnlyChannel.FEATURES;
        }
    }

    @Nested
    class JctoolsOneToOne extends ChannelContract {
        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return new TryOnlyChannel<>(new SpscVarHandleArrayQueue<>(spec.capacity()));
        }

        @Override
        protected Set<ChannelFeature> features() {
            return TryOnlyChannel.FEATURES;
        }

        @Override
        protected Users producers() {
            return Users.ONE;
        }

        @Override
        protected Users consumers() {
            return Users.ONE;
        }
    }
}

package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelContract;
import io.ropewalk.testkit.ChannelFeature;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/** Buffers that grow fulfil the contract of channels, by each of their algorithms. */
class ElasticBufferContractTest {
    abstract static class Contract extends ChannelContract {
        final WaitPolicy policy;
        private final Users consumers;

        Contract(WaitPolicy policy, Users consumers) {
            this.policy = policy;
            this.consumers = consumers;
        }

        @Override
        protected Users consumers() {
            return consumers;
        }
    }

    abstract static class GrowableContract extends Contract {
        GrowableContract(WaitPolicy policy, Users consumers) {
            super(policy, consumers);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return SpecifiedBuffers.growable(spec, policy).build();
        }
    }

    /** Nothing fills it: what is said of a full channel is not for it. */
    abstract static class UnboundedContract extends Contract {
        UnboundedContract(WaitPolicy policy, Users consumers) {
            super(policy, consumers);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return SpecifiedBuffers.unbounded(spec, policy).build();
        }

        @Override
        protected Set<ChannelFeature> features() {
            return ChannelFeature.allBut(
                    ChannelFeature.EXACT_CAPACITY, ChannelFeature.BACK_PRESSURE);
        }
    }

    @Nested
    class GrowableToMany extends GrowableContract {
        GrowableToMany() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY);
        }
    }

    @Nested
    class GrowableToOneThatParksAtOnce extends GrowableContract {
        GrowableToOneThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.ONE);
        }
    }

    @Nested
    class UnboundedToMany extends UnboundedContract {
        UnboundedToMany() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY);
        }
    }

    @Nested
    class UnboundedToOneThatParksAtOnce extends UnboundedContract {
        UnboundedToOneThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.ONE);
        }
    }

    @Nested
    class UnboundedRemovable extends UnboundedContract {
        UnboundedRemovable() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return SpecifiedBuffers.unbounded(spec, policy).removable().build();
        }
    }
}

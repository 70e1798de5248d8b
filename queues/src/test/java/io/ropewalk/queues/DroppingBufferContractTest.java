package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelContract;
import io.ropewalk.testkit.ChannelFeature;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/**
 * Buffers that drop fulfil the contract of channels, but for what it says of a full one: there
 * {@link OverflowTest} speaks.
 */
class DroppingBufferContractTest {
    abstract static class Contract extends ChannelContract {
        private final Overflow overflow;
        private final Users producers;
        private final Users consumers;

        Contract(Overflow overflow, Users producers, Users consumers) {
            this.overflow = overflow;
            this.producers = producers;
            this.consumers = consumers;
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return SpecifiedBuffers.builder(spec, WaitPolicy.SLEEPER_FENCES)
                    .overflow(overflow)
                    .build();
        }

        @Override
        protected Set<ChannelFeature> features() {
            return ChannelFeature.allBut(ChannelFeature.BACK_PRESSURE);
        }

        @Override
        protected Users producers() {
            return producers;
        }

        @Override
        protected Users consumers() {
            return consumers;
        }
    }

    @Nested
    class OldestOneToOne extends Contract {
        OldestOneToOne() {
            super(Overflow.DROP_OLDEST, Users.ONE, Users.ONE);
        }
    }

    @Nested
    class OldestManyToMany extends Contract {
        OldestManyToMany() {
            super(Overflow.DROP_OLDEST, Users.MANY, Users.MANY);
        }
    }

    @Nested
    class NewestManyToOne extends Contract {
        NewestManyToOne() {
            super(Overflow.DROP_NEWEST, Users.MANY, Users.ONE);
        }
    }
}

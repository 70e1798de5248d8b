package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelContract;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

/** Each kind of buffer of longs fulfils the contract of channels, through {@link LongChannel}. */
class BoundedLongBufferContractTest {
    abstract static class Contract extends ChannelContract {
        private final WaitPolicy policy;
        private final Users producers;
        private final Users consumers;

        Contract(WaitPolicy policy, Users producers, Users consumers) {
            this.policy = policy;
            this.producers = producers;
            this.consumers = consumers;
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return LongChannel.ofObjects(spec, LongChannel.builder(spec, policy));
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
    class OneToOneWhereSleepersFence extends Contract {
        OneToOneWhereSleepersFence() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.ONE);
        }
    }

    @Nested
    class OneToOneThatParksAtOnce extends Contract {
        OneToOneThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.ONE, Users.ONE);
        }
    }

    @Nested
    class OneToOneUnchecked extends Contract {
        OneToOneUnchecked() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.ONE);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return LongChannel.ofObjects(
                    spec, LongChannel.builder(spec, WaitPolicy.SLEEPER_FENCES).checkRoles(false));
        }
    }

    @Nested
    class OneToManyWhereSleepersFence extends Contract {
        OneToManyWhereSleepersFence() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.MANY);
        }
    }

    @Nested
    class ManyToOneThatParksAtOnce extends Contract {
        ManyToOneThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.MANY, Users.ONE);
        }
    }

    @Nested
    class ManyToManyWhereSleepersFence extends Contract {
        ManyToManyWhereSleepersFence() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY, Users.MANY);
        }
    }

    @Nested
    class OneToOneClosedFromAnywhere extends Contract {
        OneToOneClosedFromAnywhere() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.ONE);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return LongChannel.ofObjects(
                    spec, LongChannel.builder(spec, WaitPolicy.SLEEPER_FENCES).closeFromAnywhere());
        }
    }
}

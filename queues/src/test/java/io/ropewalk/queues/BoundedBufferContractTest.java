package io.ropewalk.queues;

import io.ropewalk.core.Channel;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.ChannelContract;
import io.ropewalk.testkit.ChannelSpec;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

/** Each kind of bounded buffer fulfils the contract of channels, on both wait policies. */
class BoundedBufferContractTest {
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
            return SpecifiedBuffers.builder(spec, policy).build();
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
    class OneToOneWherePublishersFence extends Contract {
        OneToOneWherePublishersFence() {
            super(WaitPolicy.PUBLISHER_FENCES, Users.ONE, Users.ONE);
        }
    }

    @Nested
    class ManyToManyWhereSleepersFence extends Contract {
        ManyToManyWhereSleepersFence() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY, Users.MANY);
        }
    }

    @Nested
    class ManyToManyThatParksAtOnce extends Contract {
        ManyToManyThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.MANY, Users.MANY);
        }
    }

    @Nested
    class OneToManyWhereSleepersFence extends Contract {
        OneToManyWhereSleepersFence() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.MANY);
        }
    }

    @Nested
    class ManyToOneWhereSleepersFence extends Contract {
        ManyToOneWhereSleepersFence() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY, Users.ONE);
        }
    }

    @Nested
    class OneToManyThatParksAtOnce extends Contract {
        OneToManyThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.ONE, Users.MANY);
        }
    }

    @Nested
    class ManyToOneThatParksAtOnce extends Contract {
        ManyToOneThatParksAtOnce() {
            super(WaitPolicy.PUBLISHER_FENCES.withoutSpinning(), Users.MANY, Users.ONE);
        }
    }

    @Nested
    class OneToOneClosedFromAnywhere extends Contract {
        OneToOneClosedFromAnywhere() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.ONE);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return SpecifiedBuffers.builder(spec, WaitPolicy.SLEEPER_FENCES)
                    .closeFromAnywhere()
                    .build();
        }
    }

    @Nested
    class Removable extends RemovableContract {
        Removable() {
            super(Users.MANY, Users.MANY);
        }
    }

    @Nested
    class RemovableOneToOne extends RemovableContract {
        RemovableOneToOne() {
            super(Users.ONE, Users.ONE);
        }
    }

    abstract static class RemovableContract extends Contract {
        RemovableContract(Users producers, Users consumers) {
            super(WaitPolicy.SLEEPER_FENCES, producers, consumers);
        }

        @Override
        protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
            return SpecifiedBuffers.builder(spec, WaitPolicy.SLEEPER_FENCES).removable().build();
        }
    }
}

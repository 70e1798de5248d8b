package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.StrandKind;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

/** The contract again, with virtual threads that wait. */
class ElasticBufferContractVirtualTest {
    @Nested
    class GrowableToMany extends ElasticBufferContractTest.GrowableContract {
        GrowableToMany() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }

    @Nested
    class UnboundedToOne extends ElasticBufferContractTest.UnboundedContract {
        UnboundedToOne() {
            super(WaitPolicy.PUBLISHER_FENCES, Users.ONE);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }
}

package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.StrandKind;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

/** The contract again, with virtual threads that wait. */
class BoundedLongBufferContractVirtualTest {
    @Nested
    class OneToOne extends BoundedLongBufferContractTest.Contract {
        OneToOne() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.ONE);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }

    @Nested
    class ManyToMany extends BoundedLongBufferContractTest.Contract {
        ManyToMany() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY, Users.MANY);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }
}

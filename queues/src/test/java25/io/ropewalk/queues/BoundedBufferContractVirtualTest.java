package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.StrandKind;
import io.ropewalk.testkit.Users;

import org.junit.jupiter.api.Nested;

/** The contract again, with virtual threads that wait. */
class BoundedBufferContractVirtualTest {
    @Nested
    class OneToOne extends BoundedBufferContractTest.Contract {
        OneToOne() {
            super(WaitPolicy.SLEEPER_FENCES, Users.ONE, Users.ONE);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }

    @Nested
    class ManyToMany extends BoundedBufferContractTest.Contract {
        ManyToMany() {
            super(WaitPolicy.SLEEPER_FENCES, Users.MANY, Users.MANY);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }

    @Nested
    class OneToMany extends BoundedBufferContractTest.Contract {
        OneToMany() {
            super(WaitPolicy.PUBLISHER_FENCES, Users.ONE, Users.MANY);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }

    @Nested
    class ManyToOne extends BoundedBufferContractTest.Contract {
        ManyToOne() {
            super(WaitPolicy.PUBLISHER_FENCES, Users.MANY, Users.ONE);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }

    @Nested
    class Removable extends BoundedBufferContractTest.RemovableContract {
        Removable() {
            super(Users.MANY, Users.MANY);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }
}

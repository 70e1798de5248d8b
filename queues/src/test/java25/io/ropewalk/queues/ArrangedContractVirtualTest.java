package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Nested;

/** The contract again, with virtual threads that wait. */
class ArrangedContractVirtualTest {
    @Nested
    class Delay extends ArrangedContractTest.Contract {
        Delay() {
            super(Arranged.DELAY, WaitPolicy.SLEEPER_FENCES);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }
}

package io.ropewalk.queues;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Nested;

/** The contract of blocking queues again, with virtual threads that wait. */
class BlockingQueueViewContractVirtualTest {
    @Nested
    class OnVirtualThreads extends BlockingQueueViewContractTest.Contract {
        OnVirtualThreads() {
            super(WaitPolicy.SLEEPER_FENCES);
        }

        @Override
        protected StrandKind strands() {
            return StrandKind.VIRTUAL;
        }
    }
}

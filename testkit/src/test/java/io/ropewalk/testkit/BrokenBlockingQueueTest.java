package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

/** The contract of blocking queues is only worth something if it fails where it must. */
@Tag("long")
class BrokenBlockingQueueTest {
    private static volatile QueueFlaw flaw = QueueFlaw.NONE;

    /** Not run by itself: the test below runs it once for each flaw. */
    static class BrokenContract extends BlockingQueueContract {
        @Override
        protected <T> BlockingQueue<T> newQueue(int capacity) {
            return new MonitorQueue<>(capacity, flaw);
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(500);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theContractFindsTheFlaw(QueueFlaw broken) {
        flaw = broken;

        Map<String, TestExecutionResult> results =
                ContractRun.of(BrokenContract.class, broken.test);

        assertThat(results).isNotEmpty();
        assertThat(results.values())
                .as("%s", results)
                .extracting(TestExecutionResult::getStatus)
                .contains(TestExecutionResult.Status.FAILED);
    }

    @Nested
    class WhereNothingIsWrong extends BlockingQueueContract {
        @Override
        protected <T> BlockingQueue<T> newQueue(int capacity) {
            return new MonitorQueue<>(capacity, QueueFlaw.NONE);
        }
    }
}

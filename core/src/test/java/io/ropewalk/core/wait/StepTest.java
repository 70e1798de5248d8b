package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a simulation may switch: before what others see, and never under a lock. */
@Timeout(60)
class StepTest {
    @Test
    void thereAreNoStepsInAnOrdinaryJvm() {
        assertThat(Step.ON).isFalse();
        assertThatThrownBy(() -> Step.install(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-Dropewalk.steps=true");
        Step.point();
    }

    @Test
    void stepsComeWithoutTheLockOfTheQueue() throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dropewalk.steps=true",
                                "-cp",
                                "target/classes" + File.pathSeparator + "target/test-classes",
                                WithSteps.class.getName())
                        .redirectErrorStream(true)
                        .start();

        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).contains("no step under the lock");
        assertThat(child.exitValue()).isZero();
    }

    /** Runs in a JVM of its own. */
    static final class WithSteps {
        private WithSteps() {}

        public static void main(String[] args) {
            Permits permits = new Permits(0);
            AtomicInteger steps = new AtomicInteger();
            List<String> underLock = new ArrayList<>();
            Step.install(() -> {
                steps.incrementAndGet();
                if (Thread.holdsLock(permits.queue)) {
                    StackTraceElement[] stack = new Throwable().getStackTrace();
                    underLock.add(stack[2].toString());
                }
            });
            ScriptedStrand strand = ScriptedStrand.likeAVirtualThread();
            strand.during(() -> permits.queue.wake(1)).during(permits::release);
            new StrandWaiter(permits.queue, strand, permits::attempt, Deadline.NEVER).run();
            CallbackWaiter cancelled = permits.acquire((outcome, failure) -> {}, null);
            permits.acquire((outcome, failure) -> {}, null);
            permits.queue.wakeAll();
            cancelled.cancel();
            permits.release();
            if (!underLock.isEmpty()) {
                System.out.println("steps under the lock: " + underLock);
            } else if (steps.get() > 10) {
                System.out.println("no step under the lock, outside of it " + steps);
            }
        }
    }
}

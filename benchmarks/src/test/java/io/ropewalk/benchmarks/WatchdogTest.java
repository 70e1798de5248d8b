package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

class WatchdogTest {
    /** Hangs and knows no interrupts. */
    static final class Hanging {
        private Hanging() {}

        public static void main(String[] args) {
            Watchdog.start(Duration.ofMillis(50));
            while (true) {
                LockSupport.park();
            }
        }
    }

    @Test
    void ends_a_jvm_that_hangs() throws Exception {
        Process process =
                new ProcessBuilder(
                                ForkJvm.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Hanging.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(Watchdog.HANGS);
            assertThat(process.inputReader().readLine()).contains("the fork hangs");
        } finally {
            process.destroyForcibly();
        }
    }
}

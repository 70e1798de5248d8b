package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ropewalk.benchmarks.TaskSwitches.Snapshot;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

class SideEffectsTest {
    @Test
    void switches_are_those_of_threads_that_are_still_there() {
        Snapshot before = new Snapshot(Map.of("1", 10L, "2", 100L));
        Snapshot after = new Snapshot(Map.of("1", 15L, "3", 4L)); // 2 has ended, 3 begun

        assertThat(after.since(before)).isEqualTo(OptionalLong.of(9));
        assertThat(Snapshot.NONE.since(before)).isEmpty();
    }

    @Test
    void sleeping_gives_up_the_processor() throws InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/task")), "Linux only");
        Snapshot before = TaskSwitches.now();

        for (int i = 0; i < 20; i++) {
            Thread.sleep(1); // what is counted
        }

        assertThat(TaskSwitches.now().since(before).orElseThrow()).isGreaterThanOrEqualTo(20);
    }
}

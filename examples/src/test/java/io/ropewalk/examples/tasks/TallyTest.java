package io.ropewalk.examples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

class TallyTest {

    private static Hashed hashed(String file, String worker, int bytes) {
        Task task = new Task(Path.of(file), bytes);
        return new Hashed(task, worker, bytes, BigInteger.valueOf(bytes), "");
    }

    private static Tally of(Hashed... results) {
        Tally tally = new Tally();
        List.of(results).forEach(tally::add);
        return tally;
    }

    @Test
    void totalsDependNeitherOnTheOrderNorOnTheWorkers() {
        Tally one = of(hashed("a", "worker 1", 10), hashed("b", "worker 2", 20));
        Tally other = of(hashed("b", "worker 1", 20), hashed("a", "worker 1", 10));
        assertThat(one.totals()).isEqualTo(other.totals());
        assertThat(of(hashed("a", "worker 1", 10)).totals()).isNotEqualTo(one.totals());
    }

    @Test
    void tellsWhatEachWorkerDid() {
        Tally tally =
                of(
                        hashed("a", "worker 10", 1),
                        hashed("b", "worker 9", 2),
                        hashed("c", "worker 10", 3));
        assertThat(tally.shares()).containsOnlyKeys("worker 9", "worker 10");
        assertThat(tally.shares().keySet()).containsExactly("worker 9", "worker 10");
        assertThat(tally.shares().get("worker 10")).isEqualTo(new Tally.Share(2, 4));
    }

    @Test
    void namesTheLargestFirst() {
        Tally tally = of(hashed("a", "w", 1), hashed("c", "w", 3), hashed("b", "w", 3));
        assertThat(tally.largest(2))
                .extracting(hashed -> hashed.task().file())
                .containsExactly(Path.of("b"), Path.of("c"));
    }
}

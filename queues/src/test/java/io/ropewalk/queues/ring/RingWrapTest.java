package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.queues.Parties;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Sequences that wrap, in rings of any size. */
@Timeout(60)
class RingWrapTest {
    @ParameterizedTest
    @CsvSource({
        "ONE, 1", "ONE, 2", "ONE, 3", "ONE, 8", "ONE, 100",
        "MANY, 1", "MANY, 2", "MANY, 3", "MANY, 8", "MANY, 100"
    })
    void sequences_wrap_past_the_largest_number(Parties producers, int capacity) throws Exception {
        for (long first : new long[] {Long.MAX_VALUE - 250, Integer.MAX_VALUE - 250L, 0}) {
            RingBuffer<Cell> ring =
                    RingBuffer.builder(capacity, Cell::new)
                            .producers(producers)
                            .clear(cell -> cell.reference = null)
                            .firstSequence(first)
                            .build();
            Seen seen = new Seen();
            Seen behind = new Seen();
            Seen parts = new Seen();
            List<Long> sequences = new ArrayList<>();
            Stage group = ring.stage("group", new Seen()).workers(2).add();
            ring.stage(
                            "seen",
                            (cell, sequence, end) -> {
                                seen.onItem(cell, sequence, end);
                                sequences.add(sequence);
                            })
                    .after(group)
                    .add();
            ring.stage("parts", parts).partitionedBy(cell -> cell.value, 2).add();
            ring.stage("behind", behind).after(group).add();
            ring.start();

            for (long i = 0; i < 500; i++) {
                long sequence = ring.claim();
                ring.get(sequence).value = i;
                if (i % 7 == 0) {
                    ring.abort(sequence);
                } else {
                    ring.publish(sequence);
                }
            }
            ring.close();

            assertThat(ring.awaitDone(Duration.ofSeconds(20))).isTrue();
            List<Long> expected = LongStream.range(0, 500).filter(i -> i % 7 != 0).boxed().toList();
            assertThat(seen.values()).isEqualTo(expected);
            assertThat(behind.values()).isEqualTo(expected);
            assertThat(parts.values()).hasSameElementsAs(expected).hasSameSizeAs(expected);
            assertThat(sequences).isEqualTo(expected.stream().map(i -> first + i).toList());
            assertThat(ring.stats().published()).isEqualTo(expected.size());
            assertThat(ring.stats().stages())
                    .allSatisfy(stats -> {
                        assertThat(stats.handled()).isEqualTo(expected.size());
                        assertThat(stats.unprocessed()).isZero();
                        assertThat(stats.position()).isEqualTo(first + 500);
                        assertThat(stats.lag()).isZero();
                    });
        }
    }
}

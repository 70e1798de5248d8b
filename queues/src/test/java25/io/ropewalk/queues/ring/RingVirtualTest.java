package io.ropewalk.queues.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.queues.Parties;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Rings whose stages are virtual threads. */
@Timeout(120)
class RingVirtualTest {
    private static final long ITEMS = 1_000_000;

    @ParameterizedTest
    @CsvSource({"ONE, 1024", "ONE, 3", "MANY, 1024"})
    void a_million_items_pass_a_diamond_of_virtual_threads(Parties producers, int capacity)
            throws Exception {
        long items = capacity < 8 ? ITEMS / 10 : ITEMS;
        ThreadFactory virtual = Thread.ofVirtual().factory();
        RingBuffer<Cell> ring = Cell.ring(capacity).producers(producers).build();
        AtomicLong left = new AtomicLong();
        AtomicLong right = new AtomicLong();
        AtomicLong joined = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        Stage a =
                ring.stage("a", (c, s, e) -> left.setPlain(left.getPlain() + c.value))
                        .threads(virtual)
                        .add();
        Stage b =
                ring.stage("b", (c, s, e) -> right.setPlain(right.getPlain() + c.value))
                        .threads(virtual)
                        .add();
        ring.stage(
                        "join",
                        (c, s, e) -> {
                            joined.setPlain(joined.getPlain() + c.value);
                            if (c.value != s) {
                                wrong.incrementAndGet();
                            }
                        })
                .after(a, b)
                .threads(virtual)
                .add();
        ring.start();
        Thread producer =
                Thread.ofVirtual()
                        .start(() -> {
                            try (ring) {
                                for (long i = 0; i < items; i++) {
                                    long sequence = ring.claim();
                                    ring.get(sequence).value = i;
                                    ring.publish(sequence);
                                }
                            } catch (InterruptedException e) {
                                wrong.incrementAndGet();
                            }
                        });
        producer.join();

        assertThat(ring.awaitDone(Duration.ofSeconds(60))).isTrue();
        assertThat(wrong).hasValue(0);
        long sum = items * (items - 1) / 2;
        assertThat(left).hasValue(sum);
        assertThat(right).hasValue(sum);
        assertThat(joined).hasValue(sum);
    }
}

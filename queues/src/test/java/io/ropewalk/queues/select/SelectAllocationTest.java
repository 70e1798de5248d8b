package io.ropewalk.queues.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.ropewalk.queues.BoundedBuffer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** A select that finds a clause ready allocates nothing: counted by the JVM. */
@Tag("long")
class SelectAllocationTest {
    private static final int SELECTS = 200_000;

    /** What the measurement itself and late compilation may cost in all, not per select. */
    private static final long SLACK = 20_000;

    private static final Duration LONG = Duration.ofHours(1);
    private static final String ITEM = "item";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final BoundedBuffer<String> in = BoundedBuffer.of(2);
    private final BoundedBuffer<String> out = BoundedBuffer.of(2);
    private long happened;

    enum Preference {
        BIASED,
        ROUND_ROBIN,
        RANDOM
    }

    private Selector<String> selector(Preference preference) {
        Clause<String> receive = Clause.receive(in);
        Clause<String> send = Clause.send(out, ITEM);
        return switch (preference) {
            case BIASED -> Selector.biased(receive, send);
            case ROUND_ROBIN -> Selector.roundRobin(receive, send);
            case RANDOM -> Selector.random(1, receive, send);
        };
    }

    private void select(Selector<String> selector) throws InterruptedException {
        for (int i = 0; i < SELECTS; i++) {
            in.trySend(ITEM);
            happened += selector.select().length();
            in.trySend(ITEM);
            happened += selector.trySelect(LONG, () -> "").length();
            in.trySend(ITEM);
            happened += selector.trySelect(() -> "").length();
            in.drainTo(item -> {}, 2);
            out.drainTo(item -> {}, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_ready_clause_costs_no_object(Preference preference) throws Exception {
        Selector<String> selector = selector(preference);
        select(selector);
        long me = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(me);
        select(selector);

        assertThat(THREADS.getThreadAllocatedBytes(me) - before).isLessThan(SLACK);
        assertThat(happened).isEqualTo(2L * SELECTS * 3 * ITEM.length());
    }
}

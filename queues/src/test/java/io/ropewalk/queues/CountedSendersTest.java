package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Sender;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handles that are opened and closed in the middle of each other. */
@NeedsSteps
@Timeout(60)
class CountedSendersTest {
    private final BoundedBuffer<Integer> buffer = BoundedBuffer.<Integer>builder(4).build();
    private final Sender<Integer> one = buffer.sender();
    private @Nullable Sender<Integer> late;

    private void openLate() {
        try {
            late = buffer.sender();
        } catch (ClosedException e) {
            late = null;
        }
    }

    private static void sendAndClose(Sender<Integer> handle) {
        assertThat(handle.trySend(1)).isTrue();
        handle.close();
    }

    @Test
    void aHandleThatIsOpenedDuringTheLastCloseIsRefusedOrKeepsTheChannelOpen() {
        Interposed.in(CountedSendersTest::new)
                .first(w -> w.one.close())
                .second(CountedSendersTest::openLate)
                .then(w -> assertThat(w.buffer.isClosed()).isEqualTo(w.late == null))
                .atEachStep();
    }

    @Test
    void ofTwoThatAreClosedAtTheSameTimeTheLaterClosesTheChannel() {
        Interposed.in(CountedSendersTest::new)
                .firstBegins(CountedSendersTest::openLate)
                .first(w -> sendAndClose(w.one))
                .second(w -> sendAndClose(w.late))
                .then(w -> assertThat(w.buffer.isClosed()).isTrue())
                .atEachStep();
    }
}

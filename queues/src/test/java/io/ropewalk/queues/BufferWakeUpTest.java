package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Who acts wakes those who wait. The waits are callbacks, granted inside the call that wakes them:
 * so these tests need no other thread, and no patience where nobody is woken.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource
class BufferWakeUpTest {
    private final Algorithm kind;
    private final WaitingBuffer<Integer> buffer;
    private final List<Object> told = new ArrayList<>();

    BufferWakeUpTest(Algorithm kind) {
        this.kind = kind;
        buffer = kind.buffer(2, WaitPolicy.PUBLISHER_FENCES, item -> {}); // no timed looks
    }

    @Test
    void aSendWakesAReceiver() {
        waitForAnItem();

        buffer.trySend(1);

        assertThat(told).containsExactly(1);
    }

    @Test
    void aBatchWakesAReceiver() throws InterruptedException {
        waitForAnItem();

        buffer.sendAll(List.of(1, 2));

        assertThat(told).containsExactly(1);
    }

    @Test
    void aBatchWakesAReceiverForEachOfItsItems() throws InterruptedException {
        waitForAnItem();
        waitForAnItem();

        buffer.sendAll(List.of(1, 2));

        if (kind.consumers == Parties.MANY) {
            assertThat(told).containsExactly(1, 2);
        } else {
            assertThat(told).startsWith(1); // there is one receiver
        }
    }

    @Test
    void aReceiveWakesASender() {
        fill();
        waitForRoom(3);

        buffer.tryReceive();

        assertThat(told).containsExactly(Outcome.GRANTED);
        assertThat(drained()).containsExactly(2, 3);
    }

    @Test
    void aBatchReceivedWakesASender() {
        fill();
        waitForRoom(3);

        assertThat(drained()).containsExactly(1, 2);

        assertThat(told).containsExactly(Outcome.GRANTED);
        assertThat(drained()).containsExactly(3);
    }

    @Test
    void aBatchReceivedWakesASenderForEachOfItsItems() {
        fill();
        waitForRoom(3);
        waitForRoom(4);

        assertThat(drained()).containsExactly(1, 2);

        if (kind.producers == Parties.MANY) {
            assertThat(told).containsExactly(Outcome.GRANTED, Outcome.GRANTED);
        } else {
            assertThat(told).containsExactly(Outcome.GRANTED); // there is one sender
        }
    }

    @Test
    void aCancelTellsBothSidesTheEnd() {
        waitForAnItem();

        buffer.cancel();

        assertThat(told).containsExactly(Outcome.CLOSED);
    }

    @Test
    void aCloseTellsTheReceiversTheEnd() {
        waitForAnItem();

        buffer.close();

        assertThat(told).containsExactly(Outcome.CLOSED);
    }

    @Test
    void aCloseTellsTheSendersTheEnd() {
        fill();
        waitForRoom(3);

        buffer.close();

        assertThat(told).containsExactly(Outcome.CLOSED);
        assertThat(drained()).containsExactly(1, 2);
    }

    @Test
    void theEndStaysWhenTheLastReceiverHasLeft() {
        waitForAnItem();

        buffer.close();

        assertThat(buffer.isClosed()).isTrue();
        assertThatThrownBy(() -> buffer.trySend(1)).isInstanceOf(ClosedException.class);
    }

    private void fill() {
        assertThat(buffer.trySend(1)).isTrue();
        assertThat(buffer.trySend(2)).isTrue();
        assertThat(buffer.trySend(3)).isFalse();
    }

    private List<Integer> drained() {
        List<Integer> drained = new ArrayList<>();
        buffer.drainTo(drained::add, 9);
        return drained;
    }

    /** Tells the item, or how else the wait ended. */
    private void waitForAnItem() {
        Object[] got = new Object[1];
        buffer.items()
                .register(
                        "receiver",
                        () -> {
                            got[0] = buffer.poll();
                            return got[0] == null
                                    ? Progress.NOT_YET
                                    : WaitingBuffer.isEnd(got[0]) ? Progress.CLOSED : Progress.DONE;
                        },
                        (outcome, failure) ->
                                told.add(outcome == Outcome.GRANTED ? got[0] : outcome),
                        null);
        assertThat(told).isEmpty();
    }

    /** Tells how the wait ended. */
    private void waitForRoom(int item) {
        buffer.room()
                .register(
                        "sender",
                        () -> {
                            int answer = buffer.offer(item);
                            return answer == WaitingBuffer.FULL
                                    ? Progress.NOT_YET
                                    : answer == WaitingBuffer.CLOSED
                                            ? Progress.CLOSED
                                            : Progress.DONE;
                        },
                        (outcome, failure) -> told.add(outcome),
                        null);
        assertThat(told).isEmpty();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Who makes room in a removable buffer, or puts something in, wakes those who wait. As {@link
 * BufferWakeUpTest}: the waits are futures, granted inside the call that wakes them.
 */
@Timeout(60)
class LockedBufferWakeUpTest {
    private final BoundedBuffer<Integer> buffer =
            BoundedBuffer.<Integer>builder(3).removable().build();

    private final BlockingQueue<Integer> queue = buffer.asBlockingQueue();
    private final List<CompletableFuture<?>> waiting = new ArrayList<>();

    private void fill() {
        queue.addAll(List.of(1, 2, 3));
    }

    private void waitForRoom(int item) {
        waiting.add(buffer.sendAsync(item).toCompletableFuture());
    }

    private void waitForAnItem() {
        waiting.add(buffer.receiveAsync().toCompletableFuture());
    }

    private long woken() {
        return waiting.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    void aSendWakesAReceiver() {
        waitForAnItem();
        waitForAnItem();

        assertThat(buffer.trySend(1)).isTrue();

        assertThat(woken()).isOne();
    }

    @Test
    void aBatchWakesAReceiverForEachOfItsItems() throws Exception {
        waitForAnItem();
        waitForAnItem();
        waitForAnItem();

        assertThat(buffer.sendAll(List.of(1, 2))).isEqualTo(2);

        assertThat(woken()).isEqualTo(2);
    }

    @Test
    void aReceiveWakesASender() {
        fill();
        waitForRoom(4);

        assertThat(buffer.tryReceive()).isEqualTo(1);

        assertThat(queue).containsExactly(2, 3, 4);
    }

    @Test
    void aBatchReceivedWakesASenderForEachOfItsItems() {
        fill();
        waitForRoom(4);
        waitForRoom(5);
        waitForRoom(6);

        assertThat(buffer.drainTo(item -> {}, 2)).isEqualTo(2);

        assertThat(queue).containsExactly(3, 4, 5);
        assertThat(woken()).isEqualTo(2);
    }

    @Test
    void aRemovalWakesASender() {
        fill();
        waitForRoom(4);
        waitForRoom(5);

        assertThat(queue.remove((Object) 2)).isTrue();

        assertThat(queue).containsExactly(1, 3, 4);
        assertThat(woken()).isOne();
    }

    @Test
    void aBulkRemovalWakesASenderForEachOfItsItems() {
        fill();
        waitForRoom(4);
        waitForRoom(5);
        waitForRoom(6);

        assertThat(queue.removeIf(item -> item != 2)).isTrue();

        assertThat(queue).containsExactly(2, 4, 5);
        assertThat(woken()).isEqualTo(2);
    }

    @Test
    void aClearWakesAsManySendersAsThereWereItems() {
        fill();
        waitForRoom(4);
        waitForRoom(5);

        queue.clear();

        assertThat(queue).containsExactly(4, 5);
        assertThat(woken()).isEqualTo(2);
    }

    @Test
    void aCloseTellsAllReceivers() {
        waitForAnItem();
        waitForAnItem();

        buffer.close();

        assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void aCloseTellsAllSenders() {
        fill();
        waitForRoom(4);
        waitForRoom(5);

        buffer.close();

        assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(queue).containsExactly(1, 2, 3);
    }

    @Test
    @NeedsSteps
    void aReceiverThatComesDuringASendIsWokenOrFindsTheItem() {
        Interposed.in(LockedBufferWakeUpTest::new)
                .first(w -> assertThat(w.buffer.trySend(1)).isTrue())
                .second(LockedBufferWakeUpTest::waitForAnItem)
                .then(w -> assertThat(w.woken()).isOne())
                .atEachStep();
    }

    @Test
    @NeedsSteps
    void aSenderThatComesDuringAReceiveIsWokenOrFindsTheRoom() {
        Interposed.in(LockedBufferWakeUpTest::new)
                .firstBegins(LockedBufferWakeUpTest::fill)
                .first(w -> assertThat(w.buffer.tryReceive()).isEqualTo(1))
                .second(w -> w.waitForRoom(4))
                .then(w -> assertThat(w.woken()).isOne())
                .atEachStep();
    }

    @Test
    @NeedsSteps
    void aSenderThatComesDuringARemovalIsWokenOrFindsTheRoom() {
        Interposed.in(LockedBufferWakeUpTest::new)
                .firstBegins(LockedBufferWakeUpTest::fill)
                .first(w -> assertThat(w.queue.remove((Object) 2)).isTrue())
                .second(w -> w.waitForRoom(4))
                .then(w -> assertThat(w.woken()).isOne())
                .atEachStep();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/**
 * Virtual threads that wait in a buffer give their carrier up. The build runs this with one carrier
 * too, where a single one that kept it would stop everything.
 */
class BlockedVirtualTest {
    private static final int BLOCKED = 1_000;
    private static final int HAND_OVERS = 1_000;

    private final List<BoundedBuffer<Integer>> buffers = new ArrayList<>();
    private final List<Thread> blocked = new ArrayList<>();

    @Test
    @Timeout(60)
    void a_thousand_blocked_virtual_threads_leave_others_running() throws Exception {
        for (int i = 0; i < BLOCKED / 4; i++) {
            block(Parties.ONE, true);
            block(Parties.ONE, false);
            block(Parties.MANY, true);
            block(Parties.MANY, false);
        }
        for (BoundedBuffer<Integer> buffer : buffers) {
            awaitOneWaiter((WaitingBuffer<Integer>) buffer);
        }

        SynchronousQueue<Integer> hands = new SynchronousQueue<>();
        Thread giver =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; i < HAND_OVERS; i++) {
                                put(hands, i);
                            }
                        });
        long sum = 0;
        for (int i = 0; i < HAND_OVERS; i++) {
            sum += hands.take();
        }
        giver.join();
        assertThat(sum).isEqualTo(HAND_OVERS * (HAND_OVERS - 1L) / 2);

        for (Thread thread : blocked) {
            assertThat(thread.isAlive()).isTrue();
            thread.interrupt();
            thread.join();
        }
    }

    /** Starts a thread that waits for an item, or for room. */
    private void block(Parties parties, boolean receives) throws InterruptedException {
        BoundedBuffer<Integer> buffer =
                BoundedBuffer.<Integer>builder(1)
                        .producers(parties)
                        .consumers(parties)
                        .checkRoles(false)
                        .build();
        buffers.add(buffer);
        if (!receives) {
            buffer.send(0);
        }
        blocked.add(
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                if (receives) {
                                    buffer.receive();
                                } else {
                                    buffer.send(1);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }

    private static void awaitOneWaiter(WaitingBuffer<Integer> buffer) throws InterruptedException {
        while (buffer.items().waiters() + buffer.room().waiters() == 0) {
            Thread.sleep(1);
        }
    }

    private static void put(SynchronousQueue<Integer> hands, int value) {
        try {
            hands.put(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

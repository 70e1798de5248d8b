package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A side declared ONE that a pending call has used belongs to nobody: not to the thread that
 * granted the call, though that used it last.
 */
@Timeout(60)
class GrantedSideTest {
    private final List<Integer> undelivered = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<BackgroundCall<?>> calls = new ArrayList<>();

    private BoundedBuffer<Integer> buffer(int capacity, Parties producers, Parties consumers) {
        return buffer(capacity, producers, consumers, WaitPolicy.PUBLISHER_FENCES);
    }

    private BoundedBuffer<Integer> buffer(
            int capacity, Parties producers, Parties consumers, WaitPolicy policy) {
        return BoundedBuffer.<Integer>builder(capacity)
                .producers(producers)
                .consumers(consumers)
                .waitPolicy(policy)
                .onUndelivered(undelivered::add)
                .build();
    }

    /** Does something in a thread that lives on until the test is over. */
    private void inAThreadThatLivesOn(BackgroundCall.Action action) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        calls.add(
                BackgroundCall.of(() -> {
                    try {
                        action.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                    over.await();
                }));
        done.get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void letThreadsEnd() throws Exception {
        over.countDown();
        for (BackgroundCall<?> call : calls) {
            call.result();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_cancel_hands_over_the_rest_after_a_producer_has_granted_a_receive(Parties producers)
            throws Exception {
        BoundedBuffer<Integer> buffer = buffer(4, producers, Parties.ONE);
        CompletableFuture<Integer> receive = buffer.receiveAsync().toCompletableFuture();
        inAThreadThatLivesOn(() -> {
            for (int i = 0; i < 4; i++) {
                buffer.send(i);
            }
        });
        assertThat(receive.get(20, TimeUnit.SECONDS)).isEqualTo(0);

        inAThreadThatLivesOn(() -> {
            buffer.cancel();
            assertThat(undelivered).containsExactly(1, 2, 3);
        });

        assertThatThrownBy(buffer::tryReceive).isInstanceOf(ClosedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_close_ends_the_buffer_after_a_consumer_has_granted_a_send(Parties consumers)
            throws Exception {
        BoundedBuffer<Integer> buffer = buffer(1, Parties.ONE, consumers);
        buffer.send(0);
        CompletableFuture<?> send = buffer.sendAsync(1).toCompletableFuture();
        inAThreadThatLivesOn(() -> assertThat(buffer.receive()).isEqualTo(0));
        assertThat(send.get(20, TimeUnit.SECONDS)).isNull();

        inAThreadThatLivesOn(buffer::close);

        assertThat(buffer.tryReceive()).isEqualTo(1);
        assertThatThrownBy(buffer::tryReceive).isInstanceOf(ClosedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_cancel_hands_over_what_a_granted_send_left(Parties consumers) throws Exception {
        BoundedBuffer<Integer> buffer = buffer(2, Parties.ONE, consumers);
        buffer.send(0);
        buffer.send(1);
        CompletableFuture<?> send = buffer.sendAsync(2).toCompletableFuture();
        CompletableFuture<Integer> receive = new CompletableFuture<>();
        inAThreadThatLivesOn(() ->
                buffer.receiveAsync().thenAccept(receive::complete)); // leaves its side as well
        assertThat(receive).isCompletedWithValue(0);
        assertThat(send.get(20, TimeUnit.SECONDS)).isNull();

        inAThreadThatLivesOn(() -> {
            buffer.cancel();
            assertThat(undelivered).containsExactly(1, 2);
        });
    }

    @Test
    void a_pending_receive_learns_of_a_foreign_close_once_the_producer_has_ended()
            throws Exception {
        // Its producer fences from the start, so that nobody need look for items.
        BoundedBuffer<Integer> buffer = buffer(4, Parties.ONE, Parties.ONE);
        CountDownLatch producerMayEnd = new CountDownLatch(1);
        CompletableFuture<Integer> first = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        BackgroundCall<Void> producer =
                BackgroundCall.of(() -> {
                    buffer.send(0);
                    sent.complete(null);
                    producerMayEnd.await();
                    return null;
                });
        sent.get(20, TimeUnit.SECONDS);
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(0);
        CompletableFuture<Integer> second = buffer.receiveAsync().toCompletableFuture();

        inAThreadThatLivesOn(buffer::close); // a request: the producer lives, and may send yet
        assertThat(second).isNotDone();
        producerMayEnd.countDown();
        producer.result();

        assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ClosedException.class);
    }

    @Test
    void a_pending_receive_learns_of_it_where_sleepers_fence_too() throws Exception {
        BoundedBuffer<Integer> buffer =
                buffer(4, Parties.ONE, Parties.MANY, WaitPolicy.SLEEPER_FENCES);
        CountDownLatch producerMayEnd = new CountDownLatch(1);
        CompletableFuture<Integer> first = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<Integer> second = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<Integer> third = buffer.receiveAsync().toCompletableFuture();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        BackgroundCall<Void> producer =
                BackgroundCall.of(() -> {
                    buffer.send(0); // sees that it must fence
                    sent.complete(null);
                    producerMayEnd.await();
                    return null;
                });
        sent.get(20, TimeUnit.SECONDS);
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(0);

        inAThreadThatLivesOn(buffer::close);
        producerMayEnd.countDown();
        producer.result();

        for (CompletableFuture<Integer> pending : List.of(second, third)) {
            assertThatThrownBy(() -> pending.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ClosedException.class);
        }
    }
}

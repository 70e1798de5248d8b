package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.wait.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.atomic.AtomicInteger;

/** Calls in the middle of one that lets the buffer grow, and the other way round. */
@NeedsSteps
@Timeout(60)
@ParameterizedClass
@EnumSource
class GrowthStepsTest {
    private final Parties consumers;

    /** How many were putting an item in while another let the buffer grow: they would spin. */
    private final AtomicInteger besideGrowth = new AtomicInteger();

    GrowthStepsTest(Parties consumers) {
        this.consumers = consumers;
    }

    private Interposed<BufferWorld> calls() {
        return Interposed.in(() ->
                new BufferWorld(onUndelivered ->
                        UnboundedBuffer.<Integer>builder()
                                .consumers(consumers)
                                .checkRoles(false)
                                .queues(WatchedQueue::new)
                                .onUndelivered(onUndelivered)
                                .build()));
    }

    /** Holds 1, 3 and 7 items; watches whether somebody puts one in while another lets it grow. */
    private final class WatchedQueue extends ChunkQueue {
        private final AtomicInteger putting = new AtomicInteger();

        WatchedQueue() {
            super(1, 7);
        }

        @Override
        public boolean offer(Object item) {
            putting.getAndIncrement();
            try {
                Step.point();
                return super.offer(item);
            } finally {
                putting.getAndDecrement();
            }
        }

        /** Called within the offer that grows. */
        @Override
        protected int getNextBufferSize(Object[] buffer) {
            besideGrowth.addAndGet(putting.get() - 1);
            return super.getNextBufferSize(buffer);
        }
    }

    private void mustLoseNothing(BufferWorld w) {
        for (int i = 0; i < 12; i++) {
            w.receive();
        }
        w.mustHaveLostNothing();
        assertThat(besideGrowth).as("who spin until it has grown").hasValue(0);
    }

    @Test
    void a_send_during_a_send_that_grows_waits_for_it() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> w.send(1))
                .second(w -> {
                    w.send(2);
                    w.sendRun(3, 4, 5);
                })
                .then(this::mustLoseNothing)
                .atEachStep();
    }

    @Test
    void a_send_that_grows_waits_for_a_send_under_way() {
        calls().first(w -> w.send(0))
                .second(w -> {
                    w.send(1);
                    w.send(2);
                })
                .then(this::mustLoseNothing)
                .atEachStep();
    }

    @Test
    void a_batch_of_which_an_item_grows_waits_for_a_batch_under_way() {
        calls().firstBegins(
                        w -> {
                            w.send(0);
                            w.send(1);
                        })
                .first(w -> w.sendRun(2, 3))
                .second(w -> {
                    w.sendRun(4, 5);
                    w.sendRun(6, 7);
                })
                .then(this::mustLoseNothing)
                .atEachStep();
    }

    @Test
    void a_receive_during_a_send_that_grows_takes_what_is_there() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> w.send(1))
                .second(BufferWorld::receive)
                .then(w -> {
                    w.mustHaveReceivedOrEnded(1);
                    mustLoseNothing(w);
                })
                .atEachStep();
    }

    @Test
    void room_made_during_a_send_that_would_grow_is_used() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> w.send(1))
                .second(w -> {
                    w.receive();
                    w.send(2);
                    w.send(3);
                })
                .then(this::mustLoseNothing)
                .atEachStep();
    }

    @Test
    void an_item_that_grows_at_a_cancel_is_handed_back_or_refused() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> w.send(1))
                .second(BufferWorld::cancel)
                .then(BufferWorld::mustHaveLostNothing)
                .atEachStep();
    }

    @Test
    void the_end_comes_after_an_item_that_grows_during_the_close() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> w.send(1))
                .second(BufferWorld::close)
                .then(w -> {
                    mustLoseNothing(w);
                    w.mustHaveEnded();
                })
                .atEachStep();
    }
}

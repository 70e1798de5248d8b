package io.ropewalk.benchmarks.queues;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.EventHandlerGroup;
import com.lmax.disruptor.dsl.ProducerType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * The Disruptor, told that it has one producer. That waits for room by parking for a nanosecond,
 * over and over, whatever the strategy of the stages.
 */
final class DisruptorRing implements Ring {
    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;

    DisruptorRing(List<Step> steps, int slots, ThreadFactory threads, WaitStrategy waiting) {
        disruptor = new Disruptor<>(Slot::new, slots, threads, ProducerType.SINGLE, waiting);
        Map<Step, Handler> handlers = new HashMap<>();
        for (Step step : steps) {
            Handler handler = new Handler(step);
            Handler[] after = step.after().stream().map(handlers::get).toArray(Handler[]::new);
            if (after.length == 0) {
                EventHandlerGroup<Slot> ignored = disruptor.handleEventsWith(handler);
            } else {
                EventHandlerGroup<Slot> ignored = disruptor.after(after).handleEventsWith(handler);
            }
            handlers.put(step, handler);
        }
        ring = disruptor.start();
    }

    @Override
    public void publish(long value) {
        long sequence = ring.next();
        ring.get(sequence).value = value;
        ring.publish(sequence);
    }

    /** Ends the stages' threads, spinning ones too. */
    @Override
    public void close() {
        disruptor.halt();
    }

    private static final class Handler implements EventHandler<Slot> {
        private final Step step;

        Handler(Step step) {
            this.step = step;
        }

        @Override
        public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
            step.on(slot);
        }
    }
}

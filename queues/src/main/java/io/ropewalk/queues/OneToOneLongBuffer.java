package io.ropewalk.queues;

import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;
import io.ropewalk.core.wait.WaitQueue;

/**
 * A bounded buffer of longs for one producer and one consumer: a ring between two indices, each
 * written by one side and read by the other only when it must (after Lamport, with the cached
 * indices of Lee and others, MCRingBuffer, 2010). Neither side executes an atomic update or a
 * fence, and both can sleep.
 */
final class OneToOneLongBuffer extends WaitingLongBuffer {
    /*
     * Indices. producer.index = items put, consumer.index = items taken; each written by its side
     * (release) after it has used the slots. producer.limit = consumer.index + capacity as the
     * producer has last read it, consumer.limit = producer.index as the consumer has: lower bounds,
     * since indices only grow. A side reads the other's index (acquire) only when its limit holds too
     * little; the acquire is what lets it use the slots below, which are plain. A slot cannot tell by
     * its value whether it is full, as a reference can: any long is an item.
     *
     * A consumer that has caught up reads an index that the producer writes for each item, but then it
     * waits: Spinner lets many items come before the next look (ADR 0012), and those it takes without
     * a look at the producer's line.
     *
     * Answers are exact, since each side knows its own index, and the other's only grows. FULL and
     * EMPTY: at the read of the other's index it was so. END: SEALED is seen before the producer's
     * index is read once more.
     *
     * Sleeping. Each side waits for one publisher without an atomic update: OnePublisherWaitQueue. What
     * is published is the index.
     *
     * The end: OneProducerEnd. At a cancel the consumer's side is retired as the producer's is, and
     * only a retired side is drained. A consumer that is still alive elsewhere retires itself at its
     * next call and drains then.
     *
     * Slots are a power of two, so that a slot follows from the index; the capacity is what the limit
     * says.
     *
     * A bare ring between two indices, without sleepers, ends and owners, was no faster with fresh
     * values and a buffer of 1,024: what takes the time is the lines that travel, one for each eight
     * items in each direction. A slot kept beside the index, as OneToOneBuffer does, made no difference.
     *
     * PAD unused slots at both ends keep the array's header and neighbours off the cache lines in use.
     */
    private static final int PAD = 16;

    private final long[] slots;
    private final int mask;
    private final long first;
    private final OneProducerEnd end;
    private final Cursor producer;
    private final Cursor consumer = new Cursor();
    private final OnePublisherWaitQueue receivers;
    private final OnePublisherWaitQueue senders;

    OneToOneLongBuffer(BoundedLongBufferBuilder builder) {
        super(builder);
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        slots = new long[PAD + length + PAD];
        mask = length - 1;
        first = builder.firstIndex;
        end = new OneProducerEnd(this, builder, this::drainIfCancelled, this::handOverNext);
        producer = end.producer;
        consumer.startAt(first);
        receivers = end.receivers;
        senders = new OnePublisherWaitQueue(this, "send", builder.publisherFences());
    }

    @Override
    int offer(long item) {
        if (!end.mayProduce()) {
            return CLOSED;
        }
        Cursor side = producer;
        if (roomFrom(side, 1) <= 0) {
            return FULL;
        }
        Step.point();
        slots[slotOf(side.index)] = item;
        Step.point();
        side.advance(1);
        receivers.afterPublish(1);
        return ACCEPTED;
    }

    /** How many items fit, read anew when fewer seem to than are wanted. */
    private long roomFrom(Cursor side, int wanted) {
        long room = side.limit - side.index;
        if (room < wanted) {
            Step.point();
            side.limit = consumer.index() + capacity;
            room = side.limit - side.index;
        }
        return room;
    }

    @Override
    int offerMany(long[] items, int from, int to) {
        if (!end.mayProduce()) {
            return CLOSED;
        }
        Cursor side = producer;
        int run = (int) Math.min(to - from, roomFrom(side, to - from));
        if (run <= 0) {
            return FULL;
        }
        int slot = slotOf(side.index);
        int head = Math.min(run, PAD + mask + 1 - slot);
        Step.point();
        System.arraycopy(items, from, slots, slot, head);
        System.arraycopy(items, from + head, slots, PAD, run - head);
        Step.point();
        side.advance(run);
        receivers.afterPublish(1); // there is one consumer
        return run;
    }

    private int slotOf(long index) {
        return PAD + ((int) index & mask);
    }

    @Override
    long claim() {
        Cursor side = consumer;
        if (!mayConsume(side)) {
            return ClaimBits.END;
        }
        int there = itemsFrom(side, 1);
        return there > 0 ? slotOf(side.index) : there == 0 ? ClaimBits.NONE : ClaimBits.END;
    }

    @Override
    long take(long claim) {
        Step.point();
        long item = slots[(int) claim];
        Step.point();
        consumer.advance(1);
        senders.afterPublish(1);
        return item;
    }

    /**
     * How many items are there, read anew when fewer seem to be than are wanted; {@link #CLOSED} at
     * the end.
     */
    private int itemsFrom(Cursor side, int wanted) {
        int there = (int) (side.limit - side.index);
        if (there < wanted) {
            there = readItemsFrom(side);
            if (there == 0) {
                if (!end.hasEnded()) {
                    return 0;
                }
                // Finding the end may have found a cancel too, and given this side up.
                there = side.isMine() ? readItemsFrom(side) : 0;
                return there == 0 ? CLOSED : there;
            }
        }
        return there;
    }

    private int readItemsFrom(Cursor side) {
        Step.point();
        side.limit = producer.index();
        return (int) (side.limit - side.index);
    }

    @Override
    int pollMany(long[] into, int from, int max) {
        Cursor side = consumer;
        if (!mayConsume(side)) {
            return CLOSED;
        }
        int run = Math.min(max, itemsFrom(side, max));
        if (run > 0) {
            int slot = slotOf(side.index);
            int head = Math.min(run, PAD + mask + 1 - slot);
            Step.point();
            System.arraycopy(slots, slot, into, from, head);
            System.arraycopy(slots, PAD, into, from + head, run - head);
            Step.point();
            side.advance(run);
            senders.afterPublish(1); // there is one producer
        }
        return run;
    }

    /** Whether the calling thread may receive. Asked at the start of each claim. */
    private boolean mayConsume(Cursor side) {
        Step.point();
        return (!end.seemsCancelled() && side.isMine()) || mayConsumeAfterAll();
    }

    /** The consumer's rare path: a new thread on this side, or the cancel. */
    private boolean mayConsumeAfterAll() {
        if (consumer.takeOver() && !end.isCancelled()) {
            return true;
        }
        drainIfCancelled();
        return false;
    }

    private void drainIfCancelled() {
        if (end.isCancelled() && (consumer.retire() || consumer.isRetired())) {
            end.drain();
        }
    }

    private boolean handOverNext() {
        Cursor side = consumer;
        if (readItemsFrom(side) == 0) {
            return false;
        }
        Step.point();
        long item = slots[slotOf(side.index)];
        Step.point();
        side.advance(1);
        undelivered(item);
        return true;
    }

    @Override
    void seal() {
        end.seal();
    }

    @Override
    void sealAndDrain() {
        end.sealAndDrain();
    }

    @Override
    public boolean isClosed() {
        return end.isClosed();
    }

    @Override
    void handBackSending() {
        producer.handBack();
    }

    @Override
    void handBackReceiving() {
        consumer.handBack();
    }

    @Override
    WaitQueue room() {
        return senders;
    }

    @Override
    WaitQueue items() {
        return receivers;
    }

    @Override
    void countFull() {
        producer.countMiss();
    }

    @Override
    void countEmpty() {
        consumer.countMiss();
    }

    @Override
    long accepted() {
        return producer.index() - first;
    }

    @Override
    long taken() {
        return consumer.index() - first;
    }

    @Override
    long timesFull() {
        return producer.misses();
    }

    @Override
    long timesEmpty() {
        return consumer.misses();
    }
}

package io.ropewalk.queues.ring;

import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;

/**
 * Claims of any number of producers: one compare-and-set each, and one fence for each publication.
 * Stages read for each slot whether it is published.
 */
final class ManyProducers extends Claims {
    /*
     * claims = 2 * (number of sequences claimed so far) + CLOSED. By compareAndSet and getAndOr only: so a
     * close is ordered against every claim, and the word then says where the stages end. It counts from
     * zero, whatever the first sequence is, and cannot come to its end in this world: a sequence uses
     * all 64 bits and wraps.
     *
     * limit: a lower bound of the least of the gates + capacity, which some producer found and left for
     * all (release; read acquire: what the last stages read in a slot happens-before it is written
     * anew). A late store may set it back, which sends the others to look again.
     *
     * available[slot] = the lap of the sequence that was published there last (lap = sequence / slots).
     * Stored by the claimant (release), read by stages (acquire); it carries what was written into the
     * slot. Laps are compared for equality and may wrap. Of the lap before, the slot says lap - 1; at
     * first it says the lap before the first. PAD unused numbers at both ends keep the array's header and
     * neighbours off the lines in use.
     *
     * Sleepers. Publications have no order and no read-modify-write of their own (a claim may be held for
     * long, so a sleeper bit in `claims` would be read too early): each is followed by a full fence, and
     * then the look for sleepers. One fence does for a range. The queue is one that fences from the start:
     * then OnePublisherWaitQueue serves any number of publishers (see Track).
     */
    private static final long CLOSED_BIT = 1;
    private static final int PAD = 32;

    private static final VarHandle AVAILABLE =
            MethodHandles.arrayElementVarHandle(int[].class).withInvokeExactBehavior();

    private final Sequence claims = new Sequence(0);
    private final Sequence limit;
    private final int[] available;
    private final int lapShift;
    private final OnePublisherWaitQueue followers;

    ManyProducers(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones, true);
        int slots = builder.slots();
        lapShift = Integer.numberOfTrailingZeros(slots);
        limit = new Sequence(first);
        available = new int[PAD + slots + PAD];
        for (int i = 0; i < slots; i++) {
            available[slotOf(first + i)] = lapOf(first + i) - 1;
        }
        followers = new OnePublisherWaitQueue(ring, "follow the producers", true);
        VarHandle.releaseFence();
    }

    private int slotOf(long sequence) {
        return PAD + ((int) sequence & mask);
    }

    private int lapOf(long sequence) {
        return (int) (sequence >>> lapShift);
    }

    private long sequenceOf(long word) {
        return first + (word >>> 1);
    }

    @Override
    long tryClaim(int count) {
        while (true) {
            Step.point();
            long word = claims.getVolatile();
            if ((word & CLOSED_BIT) != 0) {
                return CLOSED;
            }
            long from = sequenceOf(word);
            long end = from + count;
            Step.point();
            if (limit.getAcquire() - end < 0) {
                long found = room.least() + capacity;
                if (found - end < 0) {
                    return NO_ROOM;
                }
                Step.point();
                limit.setRelease(found);
            }
            Step.point();
            if (claims.compareAndSet(word, word + 2L * count)) {
                return from;
            }
        }
    }

    @Override
    void publish(long from, int count) {
        int[] slots = available;
        for (int i = 0; i < count; i++) {
            if (slots[slotOf(from + i)] == lapOf(from + i)) {
                throw publishedBefore(from + i);
            }
        }
        for (int i = 0; i < count; i++) {
            Step.point();
            AVAILABLE.setRelease(slots, slotOf(from + i), lapOf(from + i));
        }
        followers.afterPublish(Integer.MAX_VALUE);
    }

    @Override
    void requireUnpublished(long sequence) {
        if (isAvailable(sequence)) {
            throw publishedBefore(sequence);
        }
        if (sequence - claimedEnd() >= 0) {
            throw new IllegalStateException(
                    "sequence " + sequence + " is not claimed: the next is " + claimedEnd());
        }
    }

    private static IllegalStateException publishedBefore(long sequence) {
        return new IllegalStateException(
                "sequence " + sequence + " was published or aborted before");
    }

    private boolean isAvailable(long sequence) {
        Step.point();
        return (int) AVAILABLE.getAcquire(available, slotOf(sequence)) == lapOf(sequence);
    }

    @Override
    public long endFrom(long next, int most) {
        int[] slots = available;
        long end = next;
        for (long stop = next + most; end != stop; end++) {
            Step.point();
            if ((int) AVAILABLE.getAcquire(slots, slotOf(end)) != lapOf(end)) {
                break;
            }
        }
        return end;
    }

    @Override
    public boolean isOverAt(long next) {
        Step.point();
        long word = claims.getVolatile();
        return (word & CLOSED_BIT) != 0 && next - sequenceOf(word) >= 0;
    }

    @Override
    public OnePublisherWaitQueue waiters() {
        return followers;
    }

    @Override
    void close() {
        Step.point();
        long ignored = claims.getAndOr(CLOSED_BIT);
        followers.wakeAll();
    }

    @Override
    void sealIfAllowed() {}

    @Override
    boolean isClosed() {
        Step.point();
        return (claims.getVolatile() & CLOSED_BIT) != 0;
    }

    @Override
    long claimedEnd() {
        return sequenceOf(claims.getVolatile());
    }

    @Override
    long frontier() {
        Step.point();
        return claimedEnd();
    }

    @Override
    OptionalLong unpublished(long from) {
        long end = claimedEnd();
        long published = endFrom(from, (int) Math.max(0, Math.min(capacity, end - from)));
        return end - published > 0 ? OptionalLong.of(published) : OptionalLong.empty();
    }
}

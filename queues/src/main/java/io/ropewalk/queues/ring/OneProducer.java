package io.ropewalk.queues.ring;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.core.wait.OnePublisherWaitQueue;
import io.ropewalk.core.wait.Step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Claims of one producer: no atomic update and no fence, as long as there is room. Stages read one
 * cursor.
 */
final class OneProducer extends ProducerSide {
    /*
     * cursor: the first sequence that is not published. Stored by the producer (release), read by stages
     * (acquire); it carries what was written into the slots. The producer's own fields: ProducerSide.
     * A sequence published before an earlier one is noted there and passed by the cursor when
     * the earlier one is published.
     *
     * Room. A claim that ends at or before `limit` is granted. Else limit = least of the gates + the
     * capacity, read by acquire: what the last stages read in a slot happens-before it is written anew.
     *
     * Sleepers. Stages that follow the producer wait for one publisher: OnePublisherWaitQueue.
     *
     * The end. `phase` holds REQUESTED and SEALED, set by getAndBitwiseOr. Only the producer can end the
     * claims exactly: a closer elsewhere could not know about a claim that is just being made (a plain
     * store), and neither may lose it nor wait for it. So close() sets REQUESTED and then tries to
     * retire the producer's side:
     *   retired      -> SEALED now, at the producer's `next`. A first claim by a new thread must take the
     *                   side over by compareAndSet too: it fails and is refused, or came first and makes
     *                   retire fail.
     *   not retired  -> the producer, awake or woken, seals: after its next publication (the word that it
     *                   reads there says ATTENTION), at its next claim that finds no room, or when it
     *                   closes the ring itself. Its claims until then lie before the seal.
     * Claims before the seal may be published after it: stages run to sealedAt. They wait on meanwhile,
     * and look whether the producer's thread has ended since the request.
     *
     * A fast claim does not read `phase`: a sealed side has no owner, and the producer asks for that.
     */
    private static final int OPEN = 0;
    private static final int REQUESTED = 1;
    private static final int SEALED = 2;

    private static final VarHandle PHASE;

    static {
        try {
            PHASE =
                    MethodHandles.lookup()
                            .findVarHandle(OneProducer.class, "phase", int.class)
                            .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Followers followers;

    @SuppressWarnings("unused") // by PHASE
    private int phase;

    /** Plain: written before SEALED is set, read after it was seen. */
    private long sealedAt;

    OneProducer(RingBufferBuilder<?> builder, Object ring, Gates room, Tombstones tombstones) {
        super(builder, ring, room, tombstones);
        boolean fences = builder.waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES;
        followers = new Followers(this, ring, fences);
    }

    /** Where stages wait for items, and for the end of a producer that was asked to seal. */
    private static final class Followers extends OnePublisherWaitQueue {
        private final OneProducer claims;

        Followers(OneProducer claims, Object ring, boolean fences) {
            super(ring, "follow the producer", fences);
            this.claims = claims;
        }

        @Override
        protected long recheckNanos(int round) {
            long nanos = super.recheckNanos(round);
            return claims.isRequestedOnly() ? Math.min(nanos, lookAfter(round)) : nanos;
        }

        @Override
        protected void attend() {
            claims.sealIfAllowed();
        }
    }

    @Override
    long tryClaim(int count) {
        if (!isMine() && !mayClaim()) {
            return CLOSED;
        }
        long from = next;
        long end = from + count;
        if (limit - end < 0) {
            long room = findRoom(end);
            if (room != 0) {
                return room;
            }
        }
        claimUpTo(end);
        return from;
    }

    /** The producer's rare path: a new thread on this side, or the end. */
    private boolean mayClaim() {
        if (takeOver() && !isClosed()) {
            return true;
        }
        sealIfAllowed();
        return false;
    }

    private long findRoom(long end) {
        if (isClosed()) {
            sealIfAllowed(); // the call that a close elsewhere was waiting for
            return CLOSED;
        }
        limit = room.least() + capacity;
        return limit - end < 0 ? NO_ROOM : 0;
    }

    @Override
    void publish(long from, int count) {
        if (from != inOrder) {
            publishOutOfOrder(from, count);
        } else {
            long end = from + count;
            inOrder = end;
            moveCursor(end);
        }
        followers.afterPublish(Integer.MAX_VALUE);
    }

    /** Notes what is published before something earlier, or after something later. */
    private void publishOutOfOrder(long from, int count) {
        for (int i = 0; i < count; i++) {
            requireUnpublished(from + i);
        }
        long head = firstUnpublished();
        long[] seen = published;
        if (seen == null) {
            seen = new long[mask + 1];
            Arrays.fill(seen, first - 1);
            published = seen;
        }
        for (int i = 0; i < count; i++) {
            seen[(int) (from + i) & mask] = from + i;
        }
        outOfOrder += count;
        while (outOfOrder > 0 && seen[(int) head & mask] == head) {
            head++;
            outOfOrder--;
        }
        inOrder = outOfOrder == 0 ? head : NO_ROOM;
        gap = head;
        moveCursor(head);
    }

    private long firstUnpublished() {
        return outOfOrder == 0 ? inOrder : gap;
    }

    @Override
    void requireUnpublished(long sequence) {
        if (sequence - next >= 0) {
            throw notClaimed(sequence);
        }
        long[] seen = published;
        if (sequence - firstUnpublished() < 0
                || (seen != null && seen[(int) sequence & mask] == sequence)) {
            throw new IllegalStateException(
                    "sequence " + sequence + " was published or aborted before");
        }
    }

    private IllegalStateException notClaimed(long sequence) {
        return new IllegalStateException(
                "sequence " + sequence + " is not claimed: the next to claim is " + next);
    }

    @Override
    public long endFrom(long next, int most) {
        return readCursor();
    }

    @Override
    public boolean isOverAt(long next) {
        Step.point();
        int now = (int) PHASE.getAcquire(this);
        if (now == OPEN) {
            return false;
        }
        if ((now & SEALED) == 0) {
            sealIfAllowed();
        }
        return ((int) PHASE.getAcquire(this) & SEALED) != 0 && next - sealedAt >= 0;
    }

    @Override
    public OnePublisherWaitQueue waiters() {
        return followers;
    }

    private boolean isRequestedOnly() {
        return (int) PHASE.getAcquire(this) == REQUESTED;
    }

    @Override
    void close() {
        Step.point();
        int ignored = (int) PHASE.getAndBitwiseOr(this, REQUESTED);
        followers.demandAttention();
        sealIfAllowed();
        followers.wakeAll(); // they look for the end of the producer from now on
    }

    @Override
    void sealIfAllowed() {
        Step.point();
        if (isRequestedOnly() && retire()) {
            sealedAt = next;
            Step.point();
            int ignored = (int) PHASE.getAndBitwiseOr(this, SEALED);
            followers.wakeAll();
        }
    }

    @Override
    boolean isClosed() {
        Step.point();
        return (int) PHASE.getVolatile(this) != OPEN;
    }

    @Override
    long claimedEnd() {
        return readNext();
    }

    @Override
    long frontier() {
        return readCursor();
    }

    @Override
    OptionalLong unpublished(long from) {
        long end = readCursor();
        return readNext() - end > 0 ? OptionalLong.of(end) : OptionalLong.empty();
    }
}

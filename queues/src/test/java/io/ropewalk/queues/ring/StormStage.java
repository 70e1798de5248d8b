package io.ropewalk.queues.ring;

import io.ropewalk.core.Backoff;
import io.ropewalk.core.RetryPolicy;
import io.ropewalk.queues.ring.StormTally.Event;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** One stage of a storm: what it is to do with each item, and what it saw. */
final class StormStage implements StageHandler<StormSlot> {
    private static final int KEYS = 7;
    private static final int ATTEMPTS = 3;

    enum Kind {
        SOLO,
        SHARING,
        PARTITIONED
    }

    enum Policy {
        STOP,
        SKIP,
        DEAD_LETTER,
        RETRY_THEN_STOP,
        RETRY_THEN_SKIP,
        RETRY_THEN_DEAD_LETTER
    }

    private static final class Planned extends Exception {
        private static final long serialVersionUID = 1L;

        Planned() {
            super("planned", null, false, false);
        }
    }

    private static final class PlannedError extends Error {
        private static final long serialVersionUID = 1L;

        PlannedError() {
            super("planned", null, false, false);
        }
    }

    final int id;
    final Kind kind;
    final Policy policy;
    private final StormOracle oracle;
    private final StormTally tally;
    private final List<StormStage> after;
    private final long salt;
    private final int failsOneIn;
    private final boolean hooksThrow;
    private final int workers;
    private final AtomicIntegerArray calls;
    private final AtomicIntegerArray done;
    private final AtomicIntegerArray dead;
    private final AtomicLongArray lastOfKey = new AtomicLongArray(KEYS);
    private final AtomicLongArray threadOfKey = new AtomicLongArray(KEYS);
    private long lastSequence;
    private boolean any;
    private volatile Stage stage;

    StormStage(
            int id,
            List<StormStage> after,
            StormOracle oracle,
            StormTally tally,
            SplittableRandom random) {
        this.id = id;
        this.after = after;
        this.oracle = oracle;
        this.tally = tally;
        Kind[] kinds = Kind.values();
        kind = random.nextInt(3) == 0 ? kinds[random.nextInt(kinds.length)] : Kind.SOLO;
        Policy[] policies = Policy.values();
        policy = policies[random.nextInt(policies.length)];
        salt = random.nextLong();
        boolean stops = policy == Policy.STOP || policy == Policy.RETRY_THEN_STOP;
        failsOneIn = stops ? 150 : 12;
        hooksThrow = !stops && random.nextInt(4) == 0;
        workers = kind == Kind.SOLO ? 1 : 2 + random.nextInt(2);
        calls = new AtomicIntegerArray(oracle.size());
        done = new AtomicIntegerArray(oracle.size());
        dead = new AtomicIntegerArray(oracle.size());
        for (int key = 0; key < KEYS; key++) {
            lastOfKey.set(key, -1);
        }
    }

    /** Adds itself to the ring. */
    void join(RingBuffer<StormSlot> ring, Start start, ThreadFactory threads, int batchLimit) {
        StageBuilder<StormSlot> builder =
                ring.stage("stage" + id, this)
                        .after(after.stream().map(s -> s.stage).toArray(Stage[]::new))
                        .onError(errorPolicy())
                        .threads(threads);
        if (batchLimit > 0) {
            builder.batchLimit(batchLimit);
        }
        if (kind == Kind.SHARING) {
            builder.workers(workers);
        } else if (kind == Kind.PARTITIONED) {
            builder.partitionedBy(slot -> key(slot.item), workers);
        }
        stage = builder.join(start);
    }

    Stage stage() {
        return Objects.requireNonNull(stage);
    }

    private static int key(long item) {
        return (int) Math.floorMod(item, (long) KEYS);
    }

    private ErrorPolicy<StormSlot> errorPolicy() {
        ErrorPolicy<StormSlot> last =
                switch (policy) {
                    case STOP, RETRY_THEN_STOP -> ErrorPolicy.stop();
                    case SKIP, RETRY_THEN_SKIP -> ErrorPolicy.skip();
                    case DEAD_LETTER, RETRY_THEN_DEAD_LETTER ->
                            ErrorPolicy.deadLetter(this::deadLetter);
                };
        if (!retries()) {
            return last;
        }
        RetryPolicy retry =
                RetryPolicy.builder()
                        .maxAttempts(ATTEMPTS)
                        .backoff(Backoff.fixed(Duration.ofNanos(20_000)))
                        .build();
        return ErrorPolicy.retry(retry, last);
    }

    private boolean retries() {
        return switch (policy) {
            case STOP, SKIP, DEAD_LETTER -> false;
            case RETRY_THEN_STOP, RETRY_THEN_SKIP, RETRY_THEN_DEAD_LETTER -> true;
        };
    }

    private long mix(long item) {
        long z = (item + salt) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return (z ^ (z >>> 27)) & Long.MAX_VALUE;
    }

    /** How often the handler fails on an item. */
    private int failures(long item) {
        long mixed = mix(item);
        return mixed % failsOneIn == 0 ? 1 + (int) ((mixed >>> 20) % 4) : 0;
    }

    private boolean failsByError(long item) {
        return (mix(item) >>> 24) % 3 == 0;
    }

    private boolean deadLetterThrows(long item) {
        return (mix(item) >>> 30) % 3 == 0;
    }

    private int expectedCalls(long item) {
        int failures = failures(item);
        return failures == 0 || !retries() || failsByError(item)
                ? 1
                : Math.min(failures + 1, ATTEMPTS);
    }

    private boolean expectedToSucceed(long item) {
        return failures(item) < expectedCalls(item);
    }

    @Override
    public void onItem(StormSlot slot, long sequence, boolean endOfBatch) throws Exception {
        int offset = oracle.offset(sequence);
        long item = oracle.item(offset);
        require(slot.holds(item, sequence), "found " + slot + " at " + sequence + ", not " + item);
        for (StormStage before : after) {
            Stage other = before.stage();
            if (sequence - other.from() >= 0) {
                require(
                        slot.seenBy[before.id] == sequence,
                        "came to " + sequence + " before stage" + before.id);
            }
        }
        slot.seenBy[id] = sequence;
        int call = calls.incrementAndGet(offset);
        checkOrder(item, sequence, offset, call);
        if (mix(item) % 64 == 0) {
            LockSupport.parkNanos(1_000);
        }
        if ((mix(item) >>> 10) % 16 == 0) {
            boolean ignored = Thread.interrupted();
        }
        require(slot.holds(item, sequence), sequence + " was overwritten by " + slot);
        require(slot.seenBy[id] == sequence, sequence + " was overwritten in " + slot);
        if (call <= failures(item)) {
            tally.count(Event.HANDLER_THREW);
            if (failsByError(item)) {
                throw new PlannedError();
            }
            throw new Planned();
        }
        require(done.incrementAndGet(offset) == 1, "handled " + sequence + " twice");
    }

    private void checkOrder(long item, long sequence, int offset, int call) {
        switch (kind) {
            case SOLO -> {
                boolean later = call == 1 ? sequence - lastSequence > 0 : sequence == lastSequence;
                require(!any || later, "came to " + sequence + " after " + lastSequence);
                any = true;
                lastSequence = sequence;
            }
            case SHARING -> {}
            case PARTITIONED -> {
                int key = key(item);
                long me = Thread.currentThread().getId();
                long before = threadOfKey.compareAndExchange(key, 0, me);
                require(before == 0 || before == me, "two threads handled key " + key);
                long last = lastOfKey.getAndSet(key, offset);
                require(
                        call == 1 ? offset > last : offset == last,
                        "came to " + offset + " of key " + key + " after " + last);
            }
        }
    }

    private void deadLetter(StormSlot slot, long sequence, Throwable failure) {
        int offset = oracle.offset(sequence);
        long item = oracle.item(offset);
        require(slot.holds(item, sequence), "dead letter of " + sequence + " found " + slot);
        require(
                failure instanceof Planned || failure instanceof PlannedError,
                "dead letter with " + failure);
        if (deadLetterThrows(item)) {
            tally.count(Event.DEAD_LETTER_THREW);
            throw new IllegalStateException("planned");
        }
        require(dead.incrementAndGet(offset) == 1, "dead letter of " + sequence + " came twice");
    }

    @Override
    public void onBatchStart(long first, int atMost) {
        throwAHook(first);
    }

    @Override
    public void onBatchEnd(long end) {
        throwAHook(end);
    }

    private void throwAHook(long sequence) {
        if (hooksThrow && mix(sequence) % 50 == 0) {
            tally.count(Event.HOOK_THREW);
            throw new IllegalStateException("planned");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            oracle.finding(this + " " + otherwise);
        }
    }

    /** How far this must have come at the end of a ring that was closed and not cancelled. */
    long bound(long total) {
        if (stage().failure() != null) {
            return oracle.distance(stage().position());
        }
        long bound = total;
        for (StormStage before : after) {
            bound = Math.min(bound, before.bound(total));
        }
        return bound;
    }

    void judge(long total, boolean cancelled, boolean left) {
        StageStats stats = stage().stats();
        long from = oracle.distance(stage().from());
        long position = oracle.distance(stats.position());
        StageFailedException failure = stage().failure();
        if (failure != null) {
            tally.count(Event.STAGE_STOPPED);
            Throwable cause = failure.getCause();
            require(
                    cause instanceof Planned || cause instanceof PlannedError,
                    "failed with " + cause);
            require(
                    position <= oracle.distance(failure.sequence()),
                    "passed its failure at " + failure.sequence());
        }
        if (!cancelled && !left) {
            long bound = bound(total);
            require(position == bound, "ended at " + position + ", not at " + bound);
            if (failure == null && bound < total) {
                tally.count(Event.ENDED_BEHIND_A_FAILURE);
            }
        }
        boolean orderly = failure == null && !cancelled;
        long handled = 0;
        long deadLettered = 0;
        long published = 0;
        for (int offset = 0; offset < total; offset++) {
            long item = oracle.item(offset);
            int called = calls.get(offset);
            handled += done.get(offset);
            deadLettered += dead.get(offset);
            if (item == StormOracle.ABORTED || offset < from) {
                require(called == 0, "handled " + offset + ", which was none of its business");
            } else if (offset < position) {
                published++;
                judgePassed(offset, item, called);
            } else {
                published++;
                boolean mayBeBegun = !orderly && (kind != Kind.SOLO || offset == position);
                // one that leaves has several places where it stands
                mayBeBegun |= left && kind == Kind.PARTITIONED;
                // and does not wait for a retry
                mayBeBegun |= left && retries() && (kind != Kind.SOLO || offset == position);
                require(called == 0 || mayBeBegun, "handled " + offset + " from " + position);
            }
        }
        require(stats.handled() == handled, "counts " + stats + ", but handled " + handled);
        require(
                stats.deadLettered() == deadLettered,
                "counts " + stats + ", but dead-lettered " + deadLettered);
        if (!left) {
            long sum =
                    stats.handled() + stats.skipped() + stats.deadLettered() + stats.unprocessed();
            require(sum == published, "counts " + stats + " of " + published);
        }
        if (orderly && !left && position == total) {
            require(stats.unprocessed() == 0, "left something undone: " + stats);
        }
        tally.count(Event.UNPROCESSED, left ? 0 : stats.unprocessed());
        tally.count(Event.HANDLED, handled);
        tally.count(Event.SKIPPED, stats.skipped());
        tally.count(Event.DEAD_LETTERED, deadLettered);
        tally.count(Event.RETRIED, stats.retried());
        tally.count(Event.PARKED, stats.parks());
    }

    private void judgePassed(int offset, long item, int called) {
        require(
                called == expectedCalls(item),
                "called " + called + " times, not " + expectedCalls(item) + ", for " + offset);
        boolean succeeds = expectedToSucceed(item);
        require(done.get(offset) == (succeeds ? 1 : 0), "did not do as planned with " + offset);
        boolean letters = policy == Policy.DEAD_LETTER || policy == Policy.RETRY_THEN_DEAD_LETTER;
        boolean dies = !succeeds && letters && !deadLetterThrows(item);
        require(dead.get(offset) == (dies ? 1 : 0), "lost the dead letter of " + offset);
    }

    @Override
    public String toString() {
        return "stage"
                + id
                + " ("
                + kind
                + ", "
                + policy
                + ", after "
                + after.stream().map(s -> s.id).toList()
                + ")";
    }
}

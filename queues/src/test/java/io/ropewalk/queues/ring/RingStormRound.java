package io.ropewalk.queues.ring;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Ropewalk;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.Parties;
import io.ropewalk.queues.ring.StormTally.Event;
import io.ropewalk.testkit.AbortInjector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One ring from its first claim to its end. */
final class RingStormRound {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int[] CAPACITIES = {1, 2, 3, 4, 7, 8, 16, 60};
    private static final WaitPolicy[] POLICIES = {
        WaitPolicy.SLEEPER_FENCES,
        WaitPolicy.PUBLISHER_FENCES,
        WaitPolicy.SLEEPER_FENCES.withoutSpinning(),
        WaitPolicy.PUBLISHER_FENCES.withoutSpinning()
    };

    /** How a round comes to its end. */
    enum Ending {
        CLOSE_AFTERWARDS,
        CLOSE_BY_PRODUCER,
        CLOSE_AT_ANY_TIME,
        CLOSE_BEFORE_START,
        CANCEL_AT_ANY_TIME
    }

    private final SplittableRandom random;
    private final StormTally tally;
    private final AbortInjector injector;
    private final ThreadFactory threads;
    private final Ending ending;
    private final int producers;
    private final int perProducer;
    private final int capacity;
    private final int slots;
    private final boolean clears;
    private final WaitPolicy waitPolicy;
    private final StormOracle oracle;
    private final RingBuffer<StormSlot> ring;
    private final StormGraph graph;
    private final List<Thread> victims = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final long first;

    RingStormRound(
            long seed,
            Ending ending,
            int perProducer,
            StormTally tally,
            AbortInjector injector,
            ThreadFactory threads) {
        random = new SplittableRandom(seed);
        this.ending = ending;
        this.perProducer = perProducer;
        this.tally = tally;
        this.injector = injector;
        this.threads = threads;
        producers = 1 + random.nextInt(3);
        Parties parties = producers == 1 && random.nextInt(4) != 0 ? Parties.ONE : Parties.MANY;
        capacity = CAPACITIES[random.nextInt(CAPACITIES.length)];
        clears = random.nextBoolean();
        waitPolicy = POLICIES[random.nextInt(POLICIES.length)];
        first = random.nextInt(4) == 0 ? Long.MAX_VALUE - random.nextInt(perProducer) : 0;
        oracle = new StormOracle(first, producers * perProducer);
        AtomicInteger places = new AtomicInteger();
        RingBufferBuilder<StormSlot> builder =
                RingBuffer.builder(capacity, () -> new StormSlot(places.getAndIncrement()))
                        .producers(parties)
                        .waitPolicy(waitPolicy)
                        .firstSequence(first);
        ring = (clears ? builder.clear(this::clear) : builder.keep()).build();
        slots = builder.slots();
        graph = new StormGraph(ring, oracle, tally, this::victim);
    }

    private void clear(StormSlot slot) {
        slot.item = StormSlot.CLEAR;
        if ((slot.sequence & 31) == 0) {
            tally.count(Event.CLEAR_THREW);
            throw new IllegalStateException("planned");
        }
    }

    /** A stage's thread: interrupts do it no harm. */
    private Thread victim(Runnable work) {
        Thread thread = threads.newThread(work);
        injector.add(thread);
        victims.add(thread);
        return thread;
    }

    void run() throws Exception {
        graph.build(random.split());
        boolean lateStart = ending == Ending.CLOSE_BEFORE_START || random.nextInt(4) == 0;
        if (!lateStart) {
            ring.start();
        }
        List<Thread> crowd = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            StormProducer producer = new StormProducer(p, random.split());
            crowd.add(threads.newThread(() -> guarded(producer::run)));
        }
        victims.addAll(crowd);
        crowd.forEach(injector::add);
        crowd.forEach(Thread::start);
        SplittableRandom mine = random.split();
        if (lateStart && ending != Ending.CLOSE_BEFORE_START) {
            LockSupport.parkNanos(mine.nextInt(200_000));
            ring.start();
        }
        shake(mine);
        switch (ending) {
            case CLOSE_AT_ANY_TIME -> ring.close();
            case CANCEL_AT_ANY_TIME -> {
                ring.cancel();
                tally.count(Event.CANCELLED);
            }
            case CLOSE_BEFORE_START -> {
                ring.close();
                tally.count(Event.STARTED_AFTER_CLOSE);
                ring.start();
            }
            case CLOSE_AFTERWARDS, CLOSE_BY_PRODUCER -> {}
        }
        join(crowd);
        ring.close();
        graph.joinInVain(mine);
        awaitDone();
        victims.forEach(injector::remove);
        judge();
    }

    /** Lets stages join and leave for a while. */
    private void shake(SplittableRandom mine) {
        int changes = mine.nextInt(6);
        for (int i = 0; i < changes; i++) {
            LockSupport.parkNanos(mine.nextInt(100_000));
            graph.change(mine);
        }
        graph.ensureOne(mine);
    }

    private void guarded(BackgroundBody body) {
        try {
            body.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private interface BackgroundBody {
        void run() throws Exception;
    }

    private void join(List<Thread> crowd) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : crowd) {
            while (thread.isAlive()) {
                thread.join(1);
                if (System.nanoTime() - end > 0) {
                    throw stuck(thread + " does not end");
                }
            }
        }
        if (failure.get() != null) {
            throw new AssertionError("a producer failed: " + ring, failure.get());
        }
    }

    private AssertionError stuck(String what) {
        return new AssertionError(
                what + ": " + ring + "\n" + ring.stats() + "\n" + Ropewalk.dump());
    }

    private void awaitDone() throws InterruptedException {
        try {
            if (!ring.awaitDone(PATIENCE)) {
                throw stuck("the ring does not end");
            }
            for (StormStage stage : graph.present()) {
                if (stage.stage().failure() != null) {
                    oracle.finding(stage + " failed and awaitDone did not tell");
                }
            }
        } catch (StageFailedException e) {
            // judged with its stage
        }
        for (StormStage stage : graph.left()) {
            if (!stage.stage().awaitDone(PATIENCE)) {
                throw stuck(stage + " does not leave");
            }
        }
    }

    private void judge() {
        long total = oracle.distance(ring.claimedEnd());
        boolean cancelled = ending == Ending.CANCEL_AT_ANY_TIME;
        if (first + total < first) {
            tally.count(Event.WRAPPED);
        }
        oracle.judgeClaims(total);
        for (StormStage stage : graph.present()) {
            stage.judge(total, cancelled, false);
        }
        for (StormStage stage : graph.left()) {
            stage.judge(total, cancelled, true);
        }
        RingStats stats = ring.stats();
        if (stats.published() != oracle.published(total)
                || stats.aborted() != total - oracle.published(total)) {
            oracle.finding(total + " claims, but " + stats);
        }
        if (stats.unpublished().isPresent()) {
            oracle.finding("says that something is unpublished: " + stats);
        }
        if (waitPolicy.wakeUp() == WaitPolicy.WakeUp.PUBLISHER_FENCES && stats.rescues() != 0) {
            oracle.finding("rescued by timed looks: " + stats);
        }
        oracle.assertNothingFound();
    }

    /** One producer: claims, writes, publishes in any order, aborts. Leaves no claim behind. */
    private final class StormProducer {
        private final SplittableRandom mine;
        private final List<long[]> held = new ArrayList<>();
        private long nextItem;
        private int quota = perProducer;

        StormProducer(int number, SplittableRandom mine) {
            this.mine = mine;
            nextItem = 1 + (long) number * perProducer;
        }

        void run() throws InterruptedException {
            boolean closes = ending == Ending.CLOSE_BY_PRODUCER;
            try {
                while (quota > 0 && !oracle.hasFindings()) {
                    act();
                }
            } catch (ClosedException e) {
                tally.count(Event.CLAIM_CLOSED);
                closes = false;
            }
            if (closes && mine.nextBoolean()) {
                ring.close();
            }
            tally.count(Event.PUBLISHED_AFTER_CLOSE, ring.isClosed() ? held.size() : 0);
            while (!held.isEmpty()) {
                settle(mine.nextInt(held.size()));
            }
            if (closes) {
                ring.close();
            }
        }

        private void act() {
            if (mine.nextInt(40) == 0) {
                injector.strike(mine);
            }
            if (mine.nextInt(60) == 0) {
                LockSupport.parkNanos(this, mine.nextInt(100_000));
            }
            try {
                if (mine.nextInt(4) == 0 && held.isEmpty()) {
                    writeOne();
                } else {
                    claim();
                }
            } catch (InterruptedException e) {
                tally.count(Event.CLAIM_INTERRUPTED);
            }
            // What it holds keeps stages from making room for what it wants.
            while (!held.isEmpty() && (held.size() > 3 || mine.nextInt(3) != 0)) {
                settle(mine.nextInt(held.size()));
            }
        }

        private void claim() throws InterruptedException {
            int count = 1 + mine.nextInt(Math.min(quota, Math.min(capacity, 4)));
            long atLeast = oracle.latestNext();
            // With something in hand it must not wait for the stages, which wait for that.
            int how = held.isEmpty() ? mine.nextInt(4) : 1 + mine.nextInt(2);
            long sequence =
                    switch (how) {
                        case 0 -> ring.claim(count);
                        case 1 -> ring.tryClaim(count);
                        case 2 -> ring.tryClaim(count, Duration.ofNanos(mine.nextInt(200_000)));
                        default -> count == 1 ? ring.claim() : ring.claim(count);
                    };
            if (sequence == RingBuffer.NO_ROOM) {
                tally.count(how == 1 ? Event.NO_ROOM : Event.CLAIM_TIMED_OUT);
                return;
            }
            if (sequence - atLeast < 0) {
                oracle.finding("claimed " + sequence + ", but a stage had joined at " + atLeast);
            }
            quota -= count;
            for (int i = 0; i < count; i++) {
                if (clears && ring.get(sequence + i).item != StormSlot.CLEAR) {
                    oracle.finding(sequence + i + " was claimed before it was cleared");
                }
            }
            held.add(new long[] {sequence, count});
        }

        private void writeOne() throws InterruptedException {
            boolean fails = mine.nextInt(8) == 0;
            long[] wrote = new long[1];
            long item = nextItem++;
            quota--;
            try {
                ring.publish(slot -> {
                    long sequence = slot.sequenceBefore(ring.claimedEnd(), slots);
                    wrote[0] = 1;
                    slot.write(item, sequence);
                    oracle.publishes(sequence, fails ? StormOracle.ABORTED : item);
                    if (fails) {
                        throw new IllegalStateException("planned");
                    }
                });
                tally.count(Event.PUBLISHED);
            } catch (IllegalStateException e) {
                tally.count(Event.WRITER_THREW);
            } finally {
                if (wrote[0] == 0) {
                    quota++;
                }
            }
        }

        /** Publishes or aborts one of the claims in hand. */
        private void settle(int index) {
            long[] claim = held.remove(index);
            long sequence = claim[0];
            int count = (int) claim[1];
            if (index > 0 || !held.isEmpty()) {
                tally.count(Event.OUT_OF_ORDER);
            }
            if (count > 1 && mine.nextBoolean()) {
                for (int i = 0; i < count; i++) {
                    write(sequence + i);
                }
                ring.publish(sequence, count);
                tally.count(Event.PUBLISHED, count);
                return;
            }
            boolean backwards = mine.nextBoolean();
            for (int i = 0; i < count; i++) {
                long one = sequence + (backwards ? count - 1 - i : i);
                if (mine.nextInt(8) == 0) {
                    ring.get(one).write(-2, one);
                    oracle.publishes(one, StormOracle.ABORTED);
                    ring.abort(one);
                    tally.count(Event.ABORTED);
                } else {
                    write(one);
                    ring.publish(one);
                    tally.count(Event.PUBLISHED);
                }
            }
        }

        private void write(long sequence) {
            long item = nextItem++;
            ring.get(sequence).write(item, sequence);
            oracle.publishes(sequence, item);
        }
    }
}

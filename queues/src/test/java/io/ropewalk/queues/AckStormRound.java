package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.Ropewalk;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.testkit.AbortInjector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * One acknowledged buffer from its first item to its end: producers that also wait for their
 * tickets, consumers, a clerk that settles what consumers have put aside, and askers that wait for
 * anybody's tickets.
 */
final class AckStormRound {
    private static final int ASKERS = 2;
    private static final long PATIENCE_MILLIS = 60_000;

    private final SplittableRandom random;
    private final AckStormTally tally;
    private final AbortInjector injector;
    private final int producers;
    private final int consumers;
    private final int perProducer;
    private final boolean cancels;
    private final AckOracle oracle;
    private final AckChannel<Integer> channel;
    private final ConcurrentLinkedQueue<Delivery<Integer>> putAside = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sending;
    private final AtomicInteger receiving;
    private final AtomicInteger pendingStages = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    AckStormRound(
            long seed,
            int producers,
            int consumers,
            int perProducer,
            AckStormTally tally,
            AbortInjector injector) {
        this.random = new SplittableRandom(seed);
        this.producers = producers;
        this.consumers = consumers;
        this.perProducer = perProducer;
        this.tally = tally;
        this.injector = injector;
        cancels = random.nextInt(3) == 0;
        oracle = new AckOracle(producers * perProducer);
        int[] capacities = {1, 2, 3, 8, 64};
        channel =
                BoundedBuffer.<Integer>builder(capacities[random.nextInt(capacities.length)])
                        .producers(producers == 1 ? Parties.ONE : Parties.MANY)
                        .consumers(consumers == 1 ? Parties.ONE : Parties.MANY)
                        .onUndelivered(oracle::handled)
                        .checkRoles(false)
                        .acknowledged();
        sending = new AtomicInteger(producers);
        receiving = new AtomicInteger(consumers);
    }

    void run(ThreadFactory threads) throws InterruptedException {
        List<Thread> both = new ArrayList<>();
        List<Thread> others = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int first = p * perProducer;
            SplittableRandom mine = random.split();
            both.add(threads.newThread(() -> guarded(() -> produce(first, mine))));
        }
        for (int c = 0; c < consumers; c++) {
            SplittableRandom mine = random.split();
            both.add(threads.newThread(() -> guarded(() -> consume(mine))));
        }
        for (int a = 0; a < ASKERS; a++) {
            SplittableRandom mine = random.split();
            others.add(threads.newThread(() -> guarded(() -> askAround(mine))));
        }
        List<Thread> victims = new ArrayList<>(both);
        victims.addAll(others);
        victims.forEach(injector::add);
        SplittableRandom clerks = random.split();
        Thread clerk = threads.newThread(() -> guarded(() -> settlePutAside(clerks)));
        victims.forEach(Thread::start);
        clerk.start();

        join(both, others);
        join(List.of(clerk), others);
        channel.cancel(); // by now every kind of buffer is drained at once
        join(others, List.of());
        victims.forEach(injector::remove);
        if (pendingStages.get() != 0) {
            oracle.finding(pendingStages + " stages did not complete");
        }
        oracle.judge(channel);
    }

    private void guarded(Body body) {
        try {
            body.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    private void join(List<Thread> threads, List<Thread> watched) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(1);
                for (Thread other : watched) {
                    if (other.getState() == Thread.State.WAITING) {
                        tally.count(AckStormTally.Event.ASKER_ASLEEP);
                    }
                }
                if (failure.get() != null) {
                    throw new AssertionError("a participant failed", failure.get());
                }
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError(
                            thread + " does not end: " + channel + "\n" + Ropewalk.dump());
                }
            }
        }
    }

    private Duration aWhile(SplittableRandom mine) {
        return Duration.ofNanos(mine.nextInt(300_000));
    }

    private void produce(int first, SplittableRandom mine) throws InterruptedException {
        long last = -1;
        try {
            for (int item = first; item < first + perProducer; item++) {
                long ticket = send(item, mine);
                if (ticket == AckChannel.NO_TICKET) {
                    continue;
                }
                if (ticket <= last) {
                    oracle.finding("ticket " + ticket + " came after " + last);
                }
                last = ticket;
                oracle.accepted(item, ticket);
                if (mine.nextInt(6) == 0) {
                    ask(ticket, mine);
                }
                pause(mine);
            }
        } catch (ClosedException e) {
            tally.count(AckStormTally.Event.SENDER_CLOSED);
        }
        if (sending.decrementAndGet() == 0) {
            channel.close();
        }
    }

    private void pause(SplittableRandom mine) {
        if (mine.nextInt(50) == 0) {
            injector.strike(mine);
        }
        if (mine.nextInt(60) == 0) {
            LockSupport.parkNanos(this, mine.nextInt(200_000));
        }
    }

    private long send(int item, SplittableRandom mine) {
        try {
            long ticket =
                    switch (mine.nextInt(3)) {
                        case 0 -> channel.send(item);
                        case 1 -> channel.trySend(item);
                        default -> channel.trySend(item, aWhile(mine));
                    };
            if (ticket == AckChannel.NO_TICKET) {
                tally.count(AckStormTally.Event.NO_ROOM);
            }
            return ticket;
        } catch (InterruptedException e) {
            tally.count(AckStormTally.Event.SEND_INTERRUPTED);
            return AckChannel.NO_TICKET;
        }
    }

    private void consume(SplittableRandom mine) {
        int left = cancels ? mine.nextInt(1 + producers * perProducer / consumers) : -1;
        Iterator<Delivery<Integer>> iterator = channel.iterator();
        while (true) {
            try {
                if (left-- == 0) {
                    channel.cancel();
                }
                if (!receive(iterator, mine)) {
                    break;
                }
                pause(mine);
            } catch (SinkFailure e) {
                tally.count(AckStormTally.Event.SINK_THREW);
            } catch (ClosedException e) {
                break;
            } catch (InterruptedException e) {
                tally.count(AckStormTally.Event.RECEIVE_INTERRUPTED);
            } catch (CancellationException e) {
                boolean ignored = Thread.interrupted();
                tally.count(AckStormTally.Event.RECEIVE_INTERRUPTED);
            }
        }
        if (receiving.decrementAndGet() == 0) {
            channel.cancel(); // who still sends must not wait for room for ever
        }
    }

    /** Receives in one of many ways: false at the end. */
    private boolean receive(Iterator<Delivery<Integer>> iterator, SplittableRandom mine)
            throws InterruptedException {
        switch (mine.nextInt(7)) {
            case 0 -> got(channel.receive(), mine);
            case 1 -> {
                Delivery<Integer> delivery = channel.tryReceive();
                if (delivery != null) {
                    got(delivery, mine);
                }
            }
            case 2, 3 -> {
                Delivery<Integer> delivery = channel.tryReceive(aWhile(mine));
                if (delivery != null) {
                    got(delivery, mine);
                }
            }
            case 4 -> channel.receiveBatch(delivery -> sink(delivery, mine), 1 + mine.nextInt(9));
            case 5 -> channel.drainTo(delivery -> sink(delivery, mine), mine.nextInt(9));
            default -> {
                if (!iterator.hasNext()) {
                    return false;
                }
                got(iterator.next(), mine);
            }
        }
        return true;
    }

    private static final class SinkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SinkFailure() {
            super(null, null, false, false);
        }
    }

    private void sink(Delivery<Integer> delivery, SplittableRandom mine) {
        got(delivery, mine);
        if (mine.nextInt(40) == 0) {
            throw new SinkFailure();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // lets the other settler in
    private void got(Delivery<Integer> delivery, SplittableRandom mine) {
        oracle.delivered(delivery);
        int choice = mine.nextInt(100);
        if (choice < 20) {
            putAside.add(delivery);
        } else if (choice < 30) {
            putAside.add(delivery); // and settles it too: one of the two wins
            while (delivery.equals(putAside.peek()) && mine.nextInt(50) > 0) {
                Thread.yield();
            }
            boolean won = settle(delivery, mine);
            tally.count(won ? AckStormTally.Event.RACE_WON : AckStormTally.Event.RACE_LOST);
        } else if (!settle(delivery, mine) || settle(delivery, mine)) {
            oracle.finding("item " + delivery.item() + " was not settled exactly once");
        }
    }

    private boolean settle(Delivery<Integer> delivery, SplittableRandom mine) {
        return mine.nextInt(5) == 0 ? oracle.reject(delivery) : oracle.ack(delivery);
    }

    private void settlePutAside(SplittableRandom mine) {
        while (true) {
            boolean last = receiving.get() == 0;
            Delivery<Integer> delivery = putAside.poll();
            if (delivery != null) {
                boolean ignored = settle(delivery, mine);
            } else if (last) {
                return;
            }
            if (delivery == null || mine.nextInt(8) == 0) {
                LockSupport.parkNanos(this, mine.nextInt(100_000));
            }
        }
    }

    private void askAround(SplittableRandom mine) throws InterruptedException {
        while (sending.get() > 0) {
            try {
                int before = oracle.acceptedSoFar();
                long ticket = oracle.someTicket(mine, before);
                Delivery<Integer> delivery = mine.nextInt(4) == 0 ? putAside.poll() : null;
                if (delivery != null) {
                    boolean ignored = settle(delivery, mine);
                }
                if (ticket >= 0) {
                    switch (mine.nextInt(8)) {
                        case 0 -> askForAll(before, mine);
                        case 1, 2 -> askLater(ticket, mine);
                        case 3 -> askForNone();
                        default -> ask(ticket, mine);
                    }
                }
                pause(mine);
            } catch (InterruptedException e) {
                tally.count(AckStormTally.Event.ASK_INTERRUPTED);
            }
        }
        boolean ended = false;
        while (!ended) {
            try {
                channel.awaitAllProcessed();
                ended = true;
            } catch (InterruptedException e) {
                tally.count(AckStormTally.Event.ASK_INTERRUPTED);
            }
        }
    }

    private void ask(long ticket, SplittableRandom mine) {
        try {
            TicketOutcome outcome =
                    mine.nextInt(3) > 0
                            ? channel.awaitProcessed(ticket)
                            : channel.awaitProcessed(ticket, aWhile(mine));
            if (outcome == null) {
                tally.count(AckStormTally.Event.ASK_TIMED_OUT);
            } else {
                answered(ticket, outcome);
            }
        } catch (InterruptedException e) {
            tally.count(AckStormTally.Event.ASK_INTERRUPTED);
        }
    }

    private void answered(long ticket, TicketOutcome outcome) {
        oracle.answered(ticket, outcome);
        tally.count(
                outcome == TicketOutcome.PROCESSED
                        ? AckStormTally.Event.PROCESSED
                        : AckStormTally.Event.UNDELIVERED);
    }

    private void askForAll(int before, SplittableRandom mine) throws InterruptedException {
        if (mine.nextBoolean()) {
            channel.awaitAllProcessed();
        } else if (!channel.awaitAllProcessed(aWhile(mine))) {
            tally.count(AckStormTally.Event.ASK_TIMED_OUT);
            return;
        }
        tally.count(AckStormTally.Event.ALL_PROCESSED);
        for (int i = 0; i < 5; i++) {
            long ticket = oracle.someTicket(mine, before);
            if (ticket >= 0) {
                TicketOutcome outcome = channel.awaitProcessed(ticket, Duration.ZERO);
                if (outcome == null) {
                    oracle.finding("all were processed, but not ticket " + ticket);
                } else {
                    oracle.answered(ticket, outcome);
                }
            }
        }
    }

    private void askLater(long ticket, SplittableRandom mine) {
        CompletionStage<TicketOutcome> outcomes = channel.processedAsync(ticket);
        CompletableFuture<TicketOutcome> stage = outcomes.toCompletableFuture();
        pendingStages.incrementAndGet();
        if (!stage.isDone()) {
            tally.count(AckStormTally.Event.STAGE_PENDING);
        }
        outcomes.whenComplete((outcome, failure) -> {
            if (outcome != null) {
                answered(ticket, outcome);
                tally.count(AckStormTally.Event.STAGE_COMPLETED);
            }
            pendingStages.decrementAndGet();
        });
        if (mine.nextInt(3) == 0 && stage.cancel(false)) {
            tally.count(AckStormTally.Event.STAGE_CANCELLED);
        }
    }

    private void askForNone() throws InterruptedException {
        try {
            channel.awaitProcessed(Long.MAX_VALUE);
            oracle.finding("a ticket that was never issued has an answer");
        } catch (IllegalArgumentException expected) {
            tally.count(AckStormTally.Event.REFUSED);
        }
    }
}

package io.ropewalk.testkit;

import io.ropewalk.core.Channel;
import io.ropewalk.core.Sender;
import io.ropewalk.core.time.TimeSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The life of one channel in a storm, from the first send to its end. */
final class StormRound {
    /*
     * endSeen is set after a close or cancel has returned or somebody has been told of the end, and
     * read by producers before a call: a call that begins later must not be accepted. Where the
     * producer is ONE and the end came from elsewhere, at most the call under way is accepted, and
     * that one began before.
     *
     * Where a participant ends the round midway it may also happen never (it got too few items):
     * therefore the last producer closes in any case, and a single producer's own close is the exact
     * one.
     */
    private static final long LULL_NANOS = 20_000;
    private static final long LONGEST_LULL_NANOS = 20_000_000;

    final StormOptions options;
    final AbortInjector injector;
    final StormEnding ending;
    final ConservationOracle oracle;
    final Channel<Long> channel;
    final StormStuffing stuffing;

    /** Whether nobody is interrupted and no time-out is short: either would hide a lost wake-up. */
    final boolean calm;

    /** Whether calls are made that leave no thread waiting, among the others. */
    final boolean asynchronous;

    /** Whether the producers send by counted handles, of which the last that is closed closes. */
    final boolean counted;

    volatile boolean endSeen;
    volatile boolean drainedSeen;
    volatile boolean draining;

    private final boolean sleepBeforeEnd;
    private final List<StormProducer> producers = new ArrayList<>();
    private final List<StormConsumer> consumers = new ArrayList<>();
    private final Map<Thread, StormProducer> byThread = new HashMap<>();
    private final AtomicInteger producersLeft;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch strangerDue = new CountDownLatch(1);
    private final Thread stranger = new Thread(this::strange, "storm stranger");
    private volatile List<Thread> consuming = List.of();
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile boolean abandoned;

    StormRound(
            StormOptions options,
            SplittableRandom random,
            AbortInjector injector,
            StormMood mood,
            Function<ChannelSpec<Long>, Channel<Long>> factory) {
        this.options = options;
        this.injector = injector;
        calm = mood.calm();
        sleepBeforeEnd = mood.sleepy() && options.has(ChannelFeature.WAITS);
        boolean mixed = options.strands() == StrandKind.MIXED;
        asynchronous = options.isAsynchronous() && (mood.asynchronous() || mixed);
        ending = pick(endings(sleepBeforeEnd || mood.whole()), random);
        counted =
                mood.counted()
                        && options.has(ChannelFeature.SENDER_HANDLES)
                        && ending.lastProducerCloses();
        int share = options.operationsPerRound() / options.producers();
        oracle = new ConservationOracle(options.producers(), share);
        int capacity = pick(options.capacities(), random);
        boolean stuff = options.fillsUp() && share > capacity;
        stuffing = new StormStuffing(capacity, options.producers(), stuff && random.nextBoolean());
        channel =
                factory.apply(
                        new ChannelSpec<>(
                                capacity,
                                Users.of(options.producers()),
                                Users.of(options.consumers()),
                                this::undelivered,
                                TimeSource.system()));
        producersLeft = new AtomicInteger(options.producers());
        recruit(random, share);
    }

    /** In a fixed order, so that the seed picks the same one each time. */
    private List<StormEnding> endings(boolean whole) {
        List<StormEnding> all = options.endings().stream().sorted().toList();
        List<StormEnding> last = all.stream().filter(StormEnding::isLast).toList();
        return whole && !last.isEmpty() ? last : all;
    }

    private static <E> E pick(List<E> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    private void recruit(SplittableRandom random, int share) {
        for (int i = 0; i < options.producers(); i++) {
            boolean ends = i == 0 && ending != StormEnding.CONSUMER_CANCELS_MIDWAY;
            int endAfter = ends ? random.nextInt(share) : Integer.MAX_VALUE;
            producers.add(
                    new StormProducer(
                            "producer " + i, this, random.split(), oracle.producer(i), endAfter));
        }
        for (int i = 0; i < options.consumers(); i++) {
            boolean ends = i == 0 && ending == StormEnding.CONSUMER_CANCELS_MIDWAY;
            long cancelAfter = ends ? random.nextInt(share) : Long.MAX_VALUE;
            String name = "consumer " + i;
            ConservationOracle.Received received = oracle.receiver(name);
            boolean one = options.consumers() == 1;
            ConservationOracle.Received later =
                    one ? received : oracle.receiver("pending calls of " + name);
            consumers.add(
                    new StormConsumer(name, this, random.split(), received, later, cancelAfter));
        }
    }

    private void undelivered(long item) {
        oracle.undelivered(item);
        StormProducer producer = byThread.get(Thread.currentThread());
        if (producer != null) {
            producer.tally.count(StormOutcome.DROPPED);
        }
    }

    /** How many items were handed back in threads of producers. */
    long dropped() {
        return producers.stream()
                .mapToLong(producer -> producer.tally.get(StormOutcome.DROPPED))
                .sum();
    }

    /** Lets all begin at the same time. */
    void awaitStart() throws InterruptedException {
        started.await();
    }

    boolean strikes() {
        return !calm && options.strikeEvery() > 0;
    }

    /** The round has failed: whoever still runs shall stop. */
    void abandon() {
        abandoned = true;
        stranger.interrupt();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** A producer has come to the middle of the round. */
    void endByProducer() {
        if (ending == StormEnding.PRODUCER_CLOSES_MIDWAY) {
            end();
        } else if (ending.byStrangerMidway()) {
            strangerDue.countDown();
        }
    }

    void endByConsumer() {
        end();
    }

    /** Closes what a producer has sent by: its own handle, or the channel if it is the last. */
    void producerLeaves(Sender<Long> sender) {
        boolean last = producersLeft.decrementAndGet() == 0 && ending.lastProducerCloses();
        if (last) {
            letConsumersSleep();
        }
        if (last || counted) {
            sender.close();
            if (channel.isClosed()) { // of handles, another may be the last
                endSeen = true;
            }
        }
    }

    /**
     * In some calm rounds the end comes when all are asleep: whom it does not wake, nobody will.
     */
    private void letConsumersSleep() {
        if (!sleepBeforeEnd) {
            return;
        }
        long until = System.nanoTime() + LONGEST_LULL_NANOS;
        while (System.nanoTime() - until < 0
                && !consuming.stream().allMatch(BackgroundCall::isAsleepOrGone)) {
            LockSupport.parkNanos(this, LULL_NANOS);
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            if (ending.cancels()) {
                channel.cancel();
            } else {
                channel.close();
            }
            endSeen = true;
        }
    }

    /** Runs until all participants are done and checks what they noted. */
    void run(StormTally total) {
        StormWatch watch = new StormWatch(this);
        ThreadFactory factory = options.strands().threads();
        List<Thread> producing = threads(producers, factory, watch);
        for (int i = 0; i < producing.size(); i++) {
            byThread.put(producing.get(i), producers.get(i)); // before they start to work
        }
        consuming = threads(consumers, factory, watch);
        stranger.setDaemon(true);
        stranger.start();
        started.countDown();

        watch.join(producing, false);
        if (ending.lastProducerCloses() && !channel.isClosed()) {
            oracle.report("still open although the last producer has closed");
            channel.close(); // interrupts would keep its consumers going for ever
        }
        strangerDue.countDown();
        watch.join(List.of(stranger), false);
        if (ending == StormEnding.STRANGER_CANCELS_LAST) {
            letConsumersSleep();
            end();
        }
        draining = ending == StormEnding.NONE;
        watch.join(consuming, draining);
        producers.forEach(producer -> total.addAll(producer.tally));
        consumers.forEach(consumer -> total.addAll(consumer.tally));
        if (ending != StormEnding.NONE) {
            StormAftermath.check(this);
        }
        oracle.judge();
    }

    private List<Thread> threads(
            List<? extends StormParticipant> participants,
            ThreadFactory factory,
            StormWatch watch) {
        List<Thread> threads = new ArrayList<>();
        for (StormParticipant participant : participants) {
            Thread thread = factory.newThread(participant);
            thread.setName("storm " + participant.name);
            watch.add(participant, thread);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private void strange() {
        try {
            strangerDue.await();
        } catch (InterruptedException e) {
            return; // given up by the watch
        }
        if (ending.byStrangerMidway()) {
            end();
        }
    }

    /** By the channel's own account: how often a timed look made up for a lost wake-up. */
    long rescues() {
        return options.has(ChannelFeature.STATS) ? channel.stats().rescues() : 0;
    }

    long offered() {
        return producers.stream().mapToLong(StormProducer::offered).sum();
    }
}

package io.ropewalk.benchmarks.queues;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.softwaremill.jox.Channel;

import io.ropewalk.benchmarks.traffic.BlockingQueueHand;
import io.ropewalk.benchmarks.traffic.Hand;
import io.ropewalk.benchmarks.traffic.ItemTraffic;
import io.ropewalk.benchmarks.traffic.JoxHand;
import io.ropewalk.benchmarks.traffic.RopewalkHand;
import io.ropewalk.benchmarks.traffic.Shape;
import io.ropewalk.benchmarks.traffic.Traffic;
import io.ropewalk.queues.Rendezvous;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Every shape of the suite with its peers. */
final class Lineups {
    /*
     * Operations in an invocation: as many as the slowest peer does in a quarter of a second or less, and
     * as the fastest does in some milliseconds.
     */
    private static final int NARROW = 102_400;
    private static final int MEDIUM = 409_600;
    private static final int FAST = 1_024_000;

    private static final int SLOTS = 65_536;
    private static final Shape HAND_TO_HAND = Shape.of("p1c1-0-virtual");
    private static final ThreadFactory DAEMONS = Thread.ofPlatform().daemon().factory();

    private Lineups() {}

    static List<Lineup> all() {
        return List.of(
                longs("long-p1c1-1024-platform", FAST),
                longs("long-p4c4-1024-platform", MEDIUM),
                ring(Steps.FAN3, SLOTS, DAEMONS),
                ring(Steps.SEQ3, SLOTS, DAEMONS),
                ring(Steps.DIAMOND, SLOTS, DAEMONS),
                selectReady(),
                selectParked(),
                rendezvous());
    }

    static Lineup named(String shape) {
        return all().stream()
                .filter(lineup -> lineup.shape().equals(shape))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shape is called " + shape));
    }

    private static Lineup longs(String name, int operations) {
        return Lineup.of(name, operations, n -> LongTraffic.of(name, RopewalkLongHand::new, n))
                .against(
                        "ArrayBlockingQueue",
                        n ->
                                LongTraffic.of(
                                        name,
                                        shape ->
                                                new BoxingHand(
                                                        new ArrayBlockingQueue<>(shape.capacity())),
                                        n));
    }

    /** A ring of that many slots, its stages on threads of that factory. */
    static Lineup ring(Steps graph, int slots, ThreadFactory threads) {
        return Lineup.of(
                        graph.name().toLowerCase(Locale.ROOT),
                        FAST,
                        through(graph, RopewalkRing::new, slots, threads))
                .against(
                        "Disruptor-yielding",
                        through(
                                graph,
                                (steps, size, factory) ->
                                        new DisruptorRing(
                                                steps, size, factory, new YieldingWaitStrategy()),
                                slots,
                                threads))
                .against(
                        "Disruptor-blocking",
                        through(
                                graph,
                                (steps, size, factory) ->
                                        new DisruptorRing(
                                                steps, size, factory, new BlockingWaitStrategy()),
                                slots,
                                threads));
    }

    private static IntFunction<Traffic> through(
            Steps graph, Ring.Maker peer, int slots, ThreadFactory threads) {
        return operations -> RingTraffic.of(graph, peer, slots, threads, operations);
    }

    private static Lineup selectReady() {
        return Lineup.of("select-ready", MEDIUM, n -> ChoiceTraffic.ready(RopewalkChoice::new, n))
                .against("jox", n -> ChoiceTraffic.ready(JoxChoice::new, n));
    }

    private static Lineup selectParked() {
        return Lineup.of("select-parked", NARROW, n -> ChoiceTraffic.parked(RopewalkChoice::new, n))
                .against("jox", n -> ChoiceTraffic.parked(JoxChoice::new, n));
    }

    private static Lineup rendezvous() {
        return Lineup.of(
                        "rendezvous-virtual",
                        NARROW,
                        handToHand(() -> new RopewalkHand(Rendezvous.of(), true)))
                .against(
                        "SynchronousQueue",
                        handToHand(() -> new BlockingQueueHand(new SynchronousQueue<>())))
                .against("jox", handToHand(() -> new JoxHand(Channel.newRendezvousChannel())))
                .against("Exchanger", handToHand(ExchangerHand::new));
    }

    private static IntFunction<Traffic> handToHand(Supplier<Hand> peer) {
        return operations -> ItemTraffic.of(HAND_TO_HAND, peer, operations);
    }
}

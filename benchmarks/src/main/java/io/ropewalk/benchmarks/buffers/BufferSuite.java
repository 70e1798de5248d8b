package io.ropewalk.benchmarks.buffers;

import io.ropewalk.benchmarks.Contest;
import io.ropewalk.benchmarks.Suite;
import io.ropewalk.benchmarks.Timing;
import io.ropewalk.benchmarks.traffic.Shape;

import java.util.List;

/** BoundedBuffer, which can sleep, be interrupted and closed, against all that is used for it. */
public final class BufferSuite {
    /*
     * Operations in an invocation: as many as the slowest peer does in a quarter of a second, so that
     * iterations keep their length, and as the fastest does in more than a millisecond, so that
     * beginning and ending a run (some microseconds) does not count.
     */
    private static final int NARROW = 102_400;
    private static final int MEDIUM = 409_600;
    private static final int FAST = 1_024_000;
    private static final int CHAIN = 2_000 * 999;

    private BufferSuite() {}

    /**
     * The suite.
     *
     * @return what {@code bin/bench buffers} measures
     */
    public static Suite suite() {
        return new Suite(
                "buffers",
                BuffersBenchmark.class,
                Peer.ROPEWALK.title(),
                Peer.ROPEWALK_AGAIN.title(),
                List.of(
                        contest("p1c1-1024-platform", FAST),
                        contest("p1c1-16-platform", NARROW),
                        contest("p2c2-1024-platform", MEDIUM),
                        contest("p4c1-1024-platform", MEDIUM),
                        contest("p4c4-1024-platform", MEDIUM),
                        contest("p1c1-16-virtual", MEDIUM),
                        contest("p1c1-1024-virtual", MEDIUM),
                        contest("p4c4-64-virtual", MEDIUM),
                        contest("chain1000-16-virtual", CHAIN),
                        contest("batch64-1024-platform", FAST)),
                List.of(),
                new Timing(3, 400, 4, 300),
                new Timing(2, 250, 3, 200));
    }

    private static Contest contest(String name, int operations) {
        return new Contest(
                name, operations, Peer.forShape(Shape.of(name)).stream().map(Peer::title).toList());
    }
}

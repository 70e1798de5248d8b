package io.ropewalk.queues.ring;

import io.ropewalk.testkit.AbortInjector;
import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Rings with random graphs, whose producers claim, publish in any order, abort, are interrupted and
 * run out of time, whose handlers, hooks and clearers fail, whose stages join and leave, and which
 * are closed or cancelled at any moment. Each stage must have seen what it should, in order, once,
 * behind the stages before it, and in slots that nobody had overwritten.
 *
 * <p>{@code -Dropewalk.storm.operations} sets how many items a storm of the channels offers; one of
 * these publishes a quarter. {@code -Dropewalk.seed} sets the seed.
 */
abstract class RingStorm {
    private static final long ITEMS = Long.getLong("ropewalk.storm.operations", 200_000) / 4;
    private static final int PER_PRODUCER = 120;

    private static final long LEAST = Math.max(1, ITEMS / 50_000);

    private final StrandKind strands;

    RingStorm(StrandKind strands) {
        this.strands = strands;
    }

    @Test
    @Timeout(600)
    void every_stage_sees_what_it_should() throws Exception {
        long seed = Long.getLong("ropewalk.seed", System.nanoTime());
        String what = "rings on %s, %d items, -Dropewalk.seed=%d".formatted(strands, ITEMS, seed);
        StormTally tally = new StormTally();
        SplittableRandom random = new SplittableRandom(seed);
        int round = 0;
        RingStormRound.Ending[] endings = RingStormRound.Ending.values();
        try (AbortInjector injector =
                AbortInjector.start(random.nextLong(), Duration.ofNanos(200_000))) {
            for (long items = 0;
                    items < ITEMS || (!tally.eachHappened(LEAST) && items < 100 * ITEMS);
                    items += 2 * PER_PRODUCER) {
                new RingStormRound(
                                random.nextLong(),
                                endings[round++ % endings.length],
                                PER_PRODUCER,
                                tally,
                                injector,
                                strands.threads())
                        .run();
            }
        } catch (Throwable e) {
            throw new AssertionError("storm, round " + round + " of " + what, e);
        }
        System.out.println("storm of " + what + ": " + tally);
        tally.assertEachHappened(LEAST);
    }
}

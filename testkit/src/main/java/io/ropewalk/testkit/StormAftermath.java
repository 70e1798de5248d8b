package io.ropewalk.testkit;

import io.ropewalk.core.Channel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.ClosedException;

/** What must be true of a channel that has ended, when nobody uses it any more. */
final class StormAftermath {
    private final Channel<Long> channel;
    private final ConservationOracle oracle;
    private final StormRound round;

    private StormAftermath(StormRound round) {
        channel = round.channel;
        oracle = round.oracle;
        this.round = round;
    }

    /** Looks at the channel of a round that is over and reports what is wrong to its oracle. */
    static void check(StormRound round) {
        StormAftermath aftermath = new StormAftermath(round);
        aftermath.checkEnd();
        if (round.options.has(ChannelFeature.STATS)) {
            aftermath.checkStats(round.channel.stats());
        }
    }

    private void checkEnd() {
        if (!channel.isClosed()) {
            oracle.report("isClosed() is false after the end");
        }
        try {
            oracle.report("trySend after the end returned " + channel.trySend(-1L));
        } catch (ClosedException expected) {
            // as it must be
        }
        try {
            oracle.report("tryReceive after the end returned " + channel.tryReceive());
        } catch (ClosedException expected) {
            // as it must be
        }
    }

    private void checkStats(ChannelStats stats) {
        if (!round.options.lettingSendersWait() && stats.senderParks() != 0) {
            oracle.report("senders slept in a channel that rejects or drops: " + stats);
        }
        // A cancel may hand back what is left in a producer's thread too.
        if (round.options.drops() && round.ending.closes() && stats.dropped() != round.dropped()) {
            oracle.report(stats + ", but " + round.dropped() + " items were dropped");
        }
        if (stats.accepted() != oracle.acceptedCount()
                || stats.delivered() != oracle.deliveredCount()
                || stats.undelivered() != oracle.undeliveredCount()
                || stats.occupancy() != 0) {
            oracle.report(
                    stats
                            + ", but accepted "
                            + oracle.acceptedCount()
                            + " = delivered "
                            + oracle.deliveredCount()
                            + " + undelivered "
                            + oracle.undeliveredCount());
        }
    }
}

package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.util.Objects;

/**
 * A delivery is acknowledged and rejected at the same time: r1 and r2 which call settled it, r3 how
 * its ticket ended, 1 as processed, 2 as undelivered.
 */
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "acknowledged")
@Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "rejected")
@Outcome(expect = FORBIDDEN, desc = "settled twice, or never")
@JCStressTest
@State
public class SettleRace {
    private final AckChannel<Integer> channel = BoundedBuffer.<Integer>builder(1).acknowledged();
    private final long ticket = channel.trySend(1);
    private final Delivery<Integer> delivery = Objects.requireNonNull(channel.tryReceive());

    public SettleRace() {}

    @Actor
    public void acknowledger(III_Result r) {
        r.r1 = delivery.ack() ? 1 : 0;
    }

    @Actor
    public void rejecter(III_Result r) {
        r.r2 = delivery.reject() ? 1 : 0;
    }

    @Arbiter
    public void judge(III_Result r) {
        TicketOutcome outcome = channel.processedAsync(ticket).toCompletableFuture().getNow(null);
        r.r3 = outcome == null ? 0 : outcome == TicketOutcome.PROCESSED ? 1 : 2;
    }
}

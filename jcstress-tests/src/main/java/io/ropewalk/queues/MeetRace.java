package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.util.concurrent.CompletableFuture;

/**
 * A pending send and a pending receive come to a rendezvous: r1 whether the item was taken, r2 what
 * was received, r3 how many wait on.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "who came second met who came first")
@Outcome(id = "0, 0, .*", expect = FORBIDDEN, desc = "both wait: they have missed each other")
@Outcome(expect = FORBIDDEN, desc = "an item was lost or doubled")
@State
public class MeetRace {
    private final MeetingPoint<Integer> meeting = (MeetingPoint<Integer>) Rendezvous.<Integer>of();
    private CompletableFuture<?> sent;
    private CompletableFuture<Integer> received;

    @Actor
    public void sender() {
        sent = meeting.sendAsync(1).toCompletableFuture();
    }

    @Actor
    public void receiver() {
        received = meeting.receiveAsync().toCompletableFuture();
    }

    @Arbiter
    public void judge(III_Result r) {
        r.r1 = sent.isDone() ? 1 : 0;
        r.r2 = received.getNow(0);
        r.r3 = meeting.room().waiters() + meeting.items().waiters();
    }
}

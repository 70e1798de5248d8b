package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A newer item against the receipt of the one that it would replace, in a full buffer: r1 what was
 * sent, r2 what was received, r3 what is left, r4 what was handed over as undelivered.
 */
@Outcome(
        id = "2, 2, 0, 1",
        expect = ACCEPTABLE,
        desc = "the newer item took the older one's place, and was received")
@Outcome(
        id = "2, 1, 2, 0",
        expect = ACCEPTABLE,
        desc = "the older item was received, and the newer one had room")
@Outcome(
        id = "2, 1, .*, 1",
        expect = FORBIDDEN,
        desc = "the older item was received and replaced as well")
@Outcome(
        id = "0, .*, .*, .*",
        expect = FORBIDDEN,
        desc = "the newer item found neither the older one nor its room")
@Outcome(expect = FORBIDDEN, desc = "an item was lost or doubled")
abstract class ReplaceRace extends BufferRace {
    ReplaceRace() {
        super(
                Kind.MANY_TO_MANY,
                Kind.MANY_TO_MANY.<Integer>builder(1).waitPolicy(PLAIN).conflateBy(item -> "key"));
        int ignored = send(1);
    }

    void sender(IIII_Result r) {
        r.r1 = send(2);
    }

    void receiver(IIII_Result r) {
        r.r2 = receive();
    }

    void judge(IIII_Result r) {
        r.r3 = receiveRest();
        r.r4 = undelivered();
    }

    @JCStressTest
    @State
    public static class Keyed extends ReplaceRace {
        public Keyed() {}

        @Override
        @Actor
        public void sender(IIII_Result r) {
            super.sender(r);
        }

        @Override
        @Actor
        public void receiver(IIII_Result r) {
            super.receiver(r);
        }

        @Override
        @Arbiter
        public void judge(IIII_Result r) {
            super.judge(r);
        }
    }
}

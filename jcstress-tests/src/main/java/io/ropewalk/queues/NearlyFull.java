package io.ropewalk.queues;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two sends, of which the second may find the buffer full, against two receives, of which the
 * second may find it empty. The ring has two slots and item 1 in the last one: r1 what was
 * accepted, r2 what was received, r3 what is left. The subclasses do it one by one and in batches.
 */
@Outcome(
        id = "2, 12, 0",
        expect = ACCEPTABLE,
        desc = "the buffer was full when item 3 came; both receives came after that")
@Outcome(
        id = "23, 1, 23",
        expect = ACCEPTABLE,
        desc = "item 1 left before item 3 came; the second receive came before item 2")
@Outcome(
        id = "23, 12, 3",
        expect = ACCEPTABLE,
        desc = "item 1 left before item 3 came; the second receive got item 2")
@Outcome(
        id = "2, 1, .*",
        expect = FORBIDDEN,
        desc =
                "full for item 3, so item 2 was there before item 1 left; and yet the receive after"
                        + " that found none")
@Outcome(
        id = ".*, 0, .*",
        expect = FORBIDDEN,
        desc = "item 1 was there all the time: a receive must not say that there is none")
@Outcome(
        expect = FORBIDDEN,
        desc = "an item was lost, doubled, overtook another, or was accepted beyond the capacity")
abstract class NearlyFull extends BufferRace {
    NearlyFull(Kind kind) {
        super(
                kind,
                kind.<Integer>builder(2).firstIndex((1L << 61) - 2)); // times 4 it changes its sign
        send(0);
        receive();
        send(1);
    }

    void judge(III_Result r) {
        r.r3 = receiveRest();
    }
}

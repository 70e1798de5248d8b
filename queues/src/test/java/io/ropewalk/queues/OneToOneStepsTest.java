package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a ONE/ONE buffer in the middle of a call of the other side. */
@NeedsSteps
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"ONE_TO_ONE", "LONGS_ONE_TO_ONE"})
class OneToOneStepsTest {
    /** Later than two of the looks for a late item, earlier than the third. */
    private static final long BETWEEN_LOOKS = 4_000_000;

    private final Kind kind;

    OneToOneStepsTest(Kind kind) {
        this.kind = kind;
    }

    private Interposed<BufferWorld> calls() {
        return Interposed.in(() -> new BufferWorld(2, kind));
    }

    @Test
    void theEndComesAfterAnItemThatWasSentDuringTheReceive() {
        calls().first(BufferWorld::receive)
                .second(w -> {
                    w.send(1);
                    w.close();
                })
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveEnded();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void theEndComesAfterItemsThatWereSentDuringTheReceiveOfABatch() {
        calls().first(BufferWorld::receiveRun)
                .second(w -> {
                    w.send(1);
                    w.send(2);
                    w.close();
                })
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveEnded();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aForeignCloseDoesNotEndBeforeAnItemInFlight() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> w.send(1))
                .second(w -> {
                    w.close();
                    w.receiveAll();
                })
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveEnded();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void anItemInFlightAtAForeignCancelIsHandedBackByItsProducer() {
        calls().firstBegins(w -> w.send(0))
                .first(w -> {
                    if (w.send(1) && w.buffer.isClosed()) {
                        assertThat(w.undelivered).containsExactly(0, 1);
                    }
                })
                .second(w -> {
                    w.cancel();
                    BufferWorld.letPass(BETWEEN_LOOKS);
                })
                .then(w -> {
                    w.receive();
                    w.mustHaveEnded();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aForeignCancelDoesNotHandBackWhatAReceiverTakes() {
        calls().secondBegins(
                        w -> {
                            w.send(0);
                            w.send(1);
                        })
                .first(w -> {
                    w.receive();
                    w.receive();
                })
                .second(BufferWorld::cancel)
                .then(w -> {
                    w.receive();
                    w.mustHaveEnded();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }
}

package io.ropewalk.queues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Calls of a MANY/MANY buffer in the middle of each other. */
@EnabledIfSystemProperty(named = "ropewalk.steps", matches = "true")
@Timeout(60)
class ManyToManyStepsTest {
    private static Interposed<BufferWorld> calls(int capacity) {
        return Interposed.in(() -> new BufferWorld(capacity, Parties.MANY));
    }

    @Test
    void aReceiveDuringASendTakesTheItemOrNone() {
        calls(2).first(w -> w.send(1))
                .second(BufferWorld::receive)
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aSendDuringAReceiveOverwritesNothing() {
        calls(1).firstBegins(w -> w.send(0))
                .first(BufferWorld::receive)
                .second(w -> w.send(1))
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aSendDuringASendTakesAnotherSlot() {
        calls(3).first(w -> w.send(1))
                .second(w -> {
                    w.send(2);
                    w.send(3);
                })
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void theEndComesAfterAnItemThatWasSentDuringTheReceive() {
        calls(2).first(BufferWorld::receive)
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
        calls(2).first(BufferWorld::receiveRun)
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
    void nothingIsAcceptedAfterACloseDuringTheSend() {
        calls(2).first(w -> w.send(1))
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
    void anItemInFlightAtACancelIsHandedBack() {
        calls(2).first(w -> w.send(1))
                .second(BufferWorld::cancel)
                .then(BufferWorld::mustHaveLostNothing)
                .atEachStep();
    }

    @Test
    void anItemSentDuringACancelIsHandedBackOrRefused() {
        calls(2).firstBegins(w -> w.send(0))
                .first(BufferWorld::cancel)
                .second(w -> w.send(1))
                .then(BufferWorld::mustHaveLostNothing)
                .atEachStep();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of a buffer in the middle of each other, for each kind of buffer. */
@NeedsSteps
@Timeout(60)
@ParameterizedClass
@EnumSource
class BufferStepsTest {
    private final Algorithm kind;

    BufferStepsTest(Algorithm kind) {
        this.kind = kind;
    }

    private Interposed<BufferWorld> calls(int capacity) {
        return Interposed.in(() -> new BufferWorld(capacity, kind));
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
        assumeTrue(kind.producers == Parties.MANY);
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
    void aBatchDuringASendTakesOtherSlots() {
        assumeTrue(kind.producers == Parties.MANY);
        calls(3).first(w -> w.send(1))
                .second(w -> w.sendRun(2, 3, 4))
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void whatMadeABufferFullComesOutBeforeWhatIsSentLater() {
        assumeTrue(kind.producers == Parties.MANY);
        calls(2).first(w -> w.send(1))
                .second(w -> {
                    w.send(2);
                    w.send(3);
                    w.receive();
                    w.send(4);
                })
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                    if (!w.accepted.contains(3) && w.accepted.contains(4)) {
                        assertThat(w.received).as("3 was refused for 1").containsSubsequence(1, 4);
                    }
                })
                .atEachStep();
    }

    @Test
    void aReceiveDuringAReceiveTakesAnotherItem() {
        assumeTrue(kind.consumers == Parties.MANY);
        calls(2).firstBegins(w -> w.sendRun(1, 2))
                .first(BufferWorld::receive)
                .second(BufferWorld::receive)
                .then(w -> {
                    w.mustHaveReceivedOrEnded(2);
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aBatchDuringAReceiveTakesOtherItems() {
        assumeTrue(kind.consumers == Parties.MANY);
        calls(3).firstBegins(w -> w.sendRun(1, 2, 3))
                .first(BufferWorld::receive)
                .second(BufferWorld::receiveRun)
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    /**
     * The producer comes round to a slot whose item a stopped consumer has claimed and not taken.
     */
    @Test
    void aLapOfSendsDuringAReceiveOverwritesNothing() {
        calls(1).firstBegins(w -> w.send(0))
                .first(BufferWorld::receive)
                .second(w -> {
                    w.send(1);
                    w.receiveIfMany(kind.consumers);
                    w.send(2);
                })
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aBatchOfSendsDuringAReceiveOverwritesNothing() {
        calls(2).firstBegins(w -> w.sendRun(1, 2))
                .first(BufferWorld::receive)
                .second(w -> w.sendRun(3, 4))
                .then(w -> {
                    w.receiveAll();
                    w.mustHaveLostNothing();
                })
                .atEachStep();
    }

    @Test
    void aReceiveDuringASendOfABatchTakesAnItemOrNone() {
        calls(2).first(w -> w.sendRun(1, 2))
                .second(BufferWorld::receiveRun)
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
        assumeTrue(kind.producers == Parties.MANY); // ONE: OneToOneStepsTest
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
    void aCancelDoesNotHandBackWhatAReceiverTakes() {
        calls(2).secondBegins(w -> w.sendRun(0, 1))
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

    @Test
    void aReceiveWhoseItemsACancelHandedBackSeesTheEnd() {
        calls(2).secondBegins(w -> w.sendRun(0, 1))
                .first(w -> {
                    w.receive();
                    w.receive();
                })
                .second(BufferWorld::cancel)
                .then(w -> w.mustHaveReceivedOrEnded(2))
                .atEachStep();
    }

    @Test
    void aReceiveOfABatchThatACancelHandedBackSeesTheEnd() {
        calls(2).secondBegins(w -> w.sendRun(0, 1))
                .first(BufferWorld::receiveRun)
                .second(BufferWorld::cancel)
                .then(w -> w.mustHaveReceivedOrEnded(2))
                .atEachStep();
    }

    /** The producer is a third thread, which lives on: so a ONE side is not sealed. */
    private Interposed<BufferWorld> callsAfterAThirdHasSent() {
        return Interposed.in(() -> {
            BufferWorld world = new BufferWorld(2, kind);
            world.sendRun(0, 1);
            return world;
        });
    }

    @Test
    void aReceiveWhoseItemsAForeignCancelHandedBackSeesTheEnd() {
        callsAfterAThirdHasSent()
                .first(w -> {
                    w.receive();
                    w.receive();
                })
                .second(BufferWorld::cancel)
                .then(w -> w.mustHaveReceivedOrEnded(2))
                .atEachStep();
    }

    @Test
    void aReceiveOfABatchThatAForeignCancelHandedBackSeesTheEnd() {
        callsAfterAThirdHasSent()
                .first(BufferWorld::receiveRun)
                .second(BufferWorld::cancel)
                .then(w -> w.mustHaveReceivedOrEnded(2))
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

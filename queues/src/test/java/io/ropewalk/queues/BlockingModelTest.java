package io.ropewalk.queues;

import io.ropewalk.core.wait.Strand;
import io.ropewalk.modelcheck.Interleavings;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/**
 * The blocking protocols of the buffers, model-checked: in each interleaving that is tried nobody
 * may hang and no item may be lost. {@link BrokenExchangeTest} shows that this finds what is
 * broken.
 */
@Tag("long")
class BlockingModelTest {
    @BeforeAll
    static void findProvidersOutsideOfTheModel() {
        Strand.current();
    }

    @ParameterizedTest
    @EnumSource
    void sends_meet_receives(Exchange.Waiting kind) {
        Interleavings.of(() -> new Exchange(kind, 1))
                .strand(w -> {
                    w.send(1);
                    w.send(2);
                })
                .strand(w -> {
                    w.receive();
                    w.receive();
                })
                .then(w -> {
                    w.mustHaveDelivered(1 + 2);
                    w.mustBalance();
                })
                .check(ModelEffort.INVOCATIONS);
    }

    @ParameterizedTest
    @EnumSource(names = "ONE_TO_ONE_SLEEPERS_FENCE", mode = EnumSource.Mode.EXCLUDE)
    void the_senders_close_meets_a_receiver(Exchange.Waiting kind) {
        Interleavings.of(() -> new Exchange(kind, 1))
                .strand(w -> {
                    w.send(1);
                    w.buffer.close();
                })
                .strand(Exchange::receiveToTheEnd)
                .then(w -> {
                    w.mustHaveDelivered(1);
                    w.mustBalance();
                })
                .check(ModelEffort.INVOCATIONS);
    }

    @ParameterizedTest
    @EnumSource(names = "ONE_TO_ONE_SLEEPERS_FENCE", mode = EnumSource.Mode.EXCLUDE)
    void a_close_from_elsewhere_meets_a_sender(Exchange.Waiting kind) {
        Interleavings.of(() -> new Exchange(kind, 1))
                .strand(w -> {
                    w.send(1);
                    w.send(2);
                })
                .strand(w -> w.buffer.close())
                .then(Exchange::mustBalance)
                .check(ModelEffort.INVOCATIONS);
    }

    @ParameterizedTest
    @EnumSource(names = "ONE_TO_ONE_SLEEPERS_FENCE", mode = EnumSource.Mode.EXCLUDE)
    void a_receivers_cancel_meets_a_sender(Exchange.Waiting kind) {
        Interleavings.of(() -> new Exchange(kind, 1))
                .strand(w -> {
                    w.send(1);
                    w.send(2);
                })
                .strand(w -> w.buffer.cancel())
                .then(w -> {
                    w.mustHaveLeftUndelivered(w.accepted());
                    w.mustBalance();
                })
                .check(ModelEffort.INVOCATIONS);
    }

    @ParameterizedTest
    @EnumSource(names = "ONE_TO_ONE_SLEEPERS_FENCE", mode = EnumSource.Mode.EXCLUDE)
    void an_interrupt_meets_a_receive(Exchange.Waiting kind) {
        Interleavings.of(() -> new Exchange(kind, 1))
                .strand(w -> w.interruptibly(w::receive))
                .strand(w -> w.send(1))
                .strand(Exchange::interrupt)
                .then(w -> {
                    w.mustHaveAccepted(1);
                    w.mustBalance();
                })
                .check(ModelEffort.INVOCATIONS);
    }

    @ParameterizedTest
    @EnumSource(names = "ONE_TO_ONE_SLEEPERS_FENCE", mode = EnumSource.Mode.EXCLUDE)
    void an_interrupt_meets_a_send(Exchange.Waiting kind) {
        Interleavings.of(() -> new Exchange(kind, 1))
                .strand(w -> {
                    w.send(1);
                    w.interruptibly(() -> w.send(2));
                })
                .strand(Exchange::receive)
                .strand(Exchange::interrupt)
                .then(Exchange::mustBalance)
                .check(ModelEffort.INVOCATIONS);
    }

    @Test
    void an_interrupted_sender_passes_its_signal_on() {
        Interleavings.of(() -> Exchange.filledWith(1))
                .strand(w -> w.interruptibly(() -> w.send(2)))
                .strand(w -> {
                    w.sendAsync(4);
                    w.interrupt(); // a signal that comes later can find a sender about to leave
                    w.receive();
                    w.receive();
                })
                .then(Exchange::mustBalance)
                .check(10 * ModelEffort.INVOCATIONS); // a hundred do not find a signal that is kept
    }

    @Test
    void a_batch_meets_two_receivers() {
        Interleavings.of(() -> new Exchange(Exchange.Waiting.MANY_TO_MANY, 2))
                .strand(Exchange::receive)
                .strand(Exchange::receive)
                .strand(w -> w.sendAll(List.of(1, 2)))
                .then(w -> {
                    w.mustHaveDelivered(1 + 2);
                    w.mustBalance();
                })
                .check(ModelEffort.INVOCATIONS);
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tickets in the middle of a send and of a settling. */
@Timeout(60)
class TicketedBufferTest {
    private final TicketedBuffer<String> buffer =
            TicketedBuffer.of(BoundedBuffer.<String>builder(2));

    private final List<Boolean> answers = Collections.synchronizedList(new ArrayList<>());

    private final Envelope<String> envelope = new Envelope<>(buffer, "a");

    private boolean send(String item) {
        return buffer.trySend(new Envelope<>(buffer, item));
    }

    @Test
    void aReceiverThatIsGrantedInTheMiddleOfASendSeesTheTicket() {
        List<Long> seen = new ArrayList<>();
        assertThat(send("a")).isTrue();
        assertThat(buffer.tryReceive().ticket()).isZero();
        buffer.receiveAsync().thenAccept(delivery -> seen.add(delivery.ticket()));

        assertThat(send("b")).isTrue();

        assertThat(seen).containsExactly(1L);
    }

    @Test
    @NeedsSteps
    void ofTwoThatSettleADeliveryAtTheSameTimeOneDoes() {
        Interposed.in(TicketedBufferTest::new)
                .firstBegins(w -> {
                    assertThat(w.buffer.trySend(w.envelope)).isTrue();
                    assertThat(w.buffer.tryReceive()).isSameAs(w.envelope);
                })
                .first(w -> w.answers.add(w.envelope.ack()))
                .second(w -> w.answers.add(w.envelope.reject()))
                .then(w -> assertThat(w.answers).containsExactlyInAnyOrder(true, false))
                .atEachStep();
    }
}

package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.queues.BoundedBuffer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

@Timeout(30)
class TrafficTest {
    private final Traffic<String> traffic =
            new Traffic<>(new String[] {"a", "bb", "ccc"}, String::length);

    static Stream<Lane<String>> lanes() {
        return Stream.of(
                new Lane.Ropewalk<>(BoundedBuffer.of(3)),
                new Lane.ArrayQueue<>(new ArrayBlockingQueue<>(3)),
                new Lane.LinkedQueue<>(new LinkedBlockingQueue<>(3)));
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void handsEverythingOver(Lane<String> lane) throws Exception {
        Traffic.Run run = traffic.run(lane, 3, 2, 1000);
        assertThat(run.complete()).isTrue();
        assertThat(run.seconds()).isPositive();
        assertThat(lane.toString()).doesNotContain("bb"); // nothing is left in the JDK's queues
    }

    @Test
    void seesWhenSomethingElseArrives() throws Exception {
        BoundedBuffer<String> buffer = BoundedBuffer.of(10);
        buffer.send("a stranger");
        assertThat(traffic.run(new Lane.Ropewalk<>(buffer), 1, 1, 5).complete()).isFalse();
    }

    @Test
    void failsWhenItsLaneDoes() {
        BoundedBuffer<String> buffer = BoundedBuffer.of(1);
        buffer.close(new IllegalStateException("gone"));
        assertThatThrownBy(() -> traffic.run(new Lane.Ropewalk<>(buffer), 2, 2, 10))
                .hasRootCauseMessage("gone");
    }

    @Test
    void readsTheContextSwitchesOfLinux() {
        assertThat(
                        ContextSwitches.in(
                                List.of(
                                        "Name:\tjava",
                                        "voluntary_ctxt_switches:\t150",
                                        "nonvoluntary_ctxt_switches:\t7")))
                .hasValue(157);
        assertThat(ContextSwitches.in(List.of("Name:\tjava"))).isEmpty();
    }
}

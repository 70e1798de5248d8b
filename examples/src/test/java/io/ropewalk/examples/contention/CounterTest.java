package io.ropewalk.examples.contention;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.examples.Crew;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

@Timeout(30)
class CounterTest {

    static Stream<Counter> all() {
        return Stream.of(new Counter.Locked(), new Counter.Atomic(), new Counter.Striped());
    }

    @ParameterizedTest
    @MethodSource("all")
    void losesNoCount(Counter counter) throws Exception {
        Crew crew = Crew.stoppedByInterrupt();
        for (int i = 0; i < 3; i++) {
            crew.add("counting", () -> counter.count(100_000));
        }
        crew.run();
        assertThat(counter.value()).isEqualTo(300_000);
    }
}

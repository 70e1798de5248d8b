package io.ropewalk.benchmarks.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.benchmarks.traffic.Item;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChoiceTest {
    private final Item[] items = Item.some(1);

    static Stream<Choice> peers() {
        return Stream.of(new RopewalkChoice(), new JoxChoice());
    }

    @ParameterizedTest
    @MethodSource("peers")
    void receives_from_the_first_as_long_as_it_has_something_and_then_from_the_second(Choice choice)
            throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            choice.put(i & 1, items[i]);
        }

        List<Item> received = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            received.add(choice.take());
        }

        assertThat(received).containsExactly(items[0], items[2], items[1], items[3]);
    }

    static Stream<Object[]> peersAndChannels() {
        return Stream.of(0, 1)
                .flatMap(channel -> peers().map(choice -> new Object[] {choice, channel}));
    }

    @ParameterizedTest
    @MethodSource("peersAndChannels")
    void is_woken_by_either(Choice choice, int channel) throws InterruptedException {
        AtomicReference<Item> received = new AtomicReference<>();
        Thread selecting =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                received.set(choice.take());
                            } catch (InterruptedException e) {
                                // received stays empty
                            }
                        });
        while (selecting.getState() != Thread.State.WAITING
                && selecting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        choice.put(channel, items[5]);

        assertThat(selecting.join(Duration.ofSeconds(20))).isTrue();
        assertThat(received.get()).isSameAs(items[5]);
    }
}

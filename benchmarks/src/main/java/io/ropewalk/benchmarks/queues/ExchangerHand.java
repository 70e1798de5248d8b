package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Hand;
import io.ropewalk.benchmarks.traffic.Item;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.Exchanger;

/** An exchanger between one who gives an item for nothing and one who takes it. */
final class ExchangerHand implements Hand {
    private final Exchanger<@Nullable Item> exchanger = new Exchanger<>();

    @Override
    public void put(Item item) throws InterruptedException {
        Item got = exchanger.exchange(item);
        if (got != null) {
            throw new IllegalStateException("two producers have met");
        }
    }

    @Override
    public Item take() throws InterruptedException {
        return Objects.requireNonNull(exchanger.exchange(null), "two consumers have met");
    }
}

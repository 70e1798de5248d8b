package io.ropewalk.benchmarks.buffers;

import java.util.List;
import java.util.function.Consumer;

/** The one thing that all peers can do: take an item here and give it out there. */
interface Hand {
    /** Hands an item in, and waits for room. */
    void put(Item item) throws InterruptedException;

    /** Takes the next item out, and waits for one. */
    Item take() throws InterruptedException;

    /** Hands all of them in, by the peer's own way to hand in many where it has one. */
    default void putAll(List<Item> batch) throws InterruptedException {
        for (int i = 0; i < batch.size(); i++) {
            put(batch.get(i));
        }
    }

    /** Takes between one and that many out, and waits for the first. */
    default int takeSome(Consumer<Item> sink, int max) throws InterruptedException {
        sink.accept(take());
        return 1;
    }

    /** How often somebody slept here, where the peer counts it. */
    default long parks() {
        return 0;
    }
}

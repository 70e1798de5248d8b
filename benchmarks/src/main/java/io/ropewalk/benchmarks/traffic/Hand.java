package io.ropewalk.benchmarks.traffic;

import java.util.List;
import java.util.function.Consumer;

/** The one thing that all peers can do: take an item here and give it out there. */
public interface Hand extends Subject {
    /**
     * Hands an item in, and waits for room.
     *
     * @param item the item
     * @throws InterruptedException when another strand has failed
     */
    void put(Item item) throws InterruptedException;

    /**
     * Takes the next item out, and waits for one.
     *
     * @return the item
     * @throws InterruptedException when another strand has failed
     */
    Item take() throws InterruptedException;

    /**
     * Hands all of them in, by the peer's own way to hand in many where it has one.
     *
     * @param batch the items
     * @throws InterruptedException when another strand has failed
     */
    default void putAll(List<Item> batch) throws InterruptedException {
        for (int i = 0; i < batch.size(); i++) {
            put(batch.get(i));
        }
    }

    /**
     * Takes between one and that many out, and waits for the first.
     *
     * @param sink gets them
     * @param max how many at most
     * @return how many there were
     * @throws InterruptedException when another strand has failed
     */
    default int takeSome(Consumer<Item> sink, int max) throws InterruptedException {
        sink.accept(take());
        return 1;
    }
}

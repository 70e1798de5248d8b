package io.ropewalk.benchmarks.queues;

import io.ropewalk.benchmarks.traffic.Item;
import io.ropewalk.benchmarks.traffic.Subject;

/** Two channels, and a strand that receives from whichever has something. */
interface Choice extends Subject {
    /** How many items fit into each channel. */
    int ROOM = 64;

    /** Sends an item to channel 0 or 1. */
    void put(int channel, Item item) throws InterruptedException;

    /** Takes an item out of one of them, of the first if both have one, and waits for it. */
    Item take() throws InterruptedException;
}

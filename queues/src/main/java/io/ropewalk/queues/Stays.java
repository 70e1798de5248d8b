package io.ropewalk.queues;

/** What was there at one moment, and how to find each item again if it still is. */
class Stays {
    final Object[] items;
    final int[] slots;
    final long[] stamps;

    Stays(Object[] items, int[] slots, long[] stamps) {
        this.items = items;
        this.slots = slots;
        this.stamps = stamps;
    }

    /** The same in the order in which the items are received. May run code of the user's. */
    Stays inOrder() {
        return this;
    }
}

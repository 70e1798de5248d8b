package io.ropewalk.queues.ring;

/** A slot of a storm: what the producer wrote, and which stages have seen it. */
final class StormSlot {
    /** Nothing written. */
    static final long CLEAR = 0;

    /** Its place in the ring. */
    private final int place;

    long item;
    long sequence;
    long check;

    /** By stage: the sequence that it saw here last. Each stage writes its own. */
    final long[] seenBy = new long[StormGraph.MOST_STAGES];

    StormSlot(int place) {
        this.place = place;
    }

    /** The sequence for which this slot is claimed and not published, when so many are claimed. */
    long sequenceBefore(long claimedEnd, int slots) {
        return claimedEnd - 1 - ((claimedEnd - 1 - place) & (slots - 1));
    }

    void write(long newItem, long newSequence) {
        item = newItem;
        sequence = newSequence;
        check = ~newItem ^ newSequence;
    }

    boolean holds(long expectedItem, long expectedSequence) {
        return item == expectedItem
                && sequence == expectedSequence
                && check == (~expectedItem ^ expectedSequence);
    }

    @Override
    public String toString() {
        return "slot with item " + item + " of sequence " + sequence;
    }
}

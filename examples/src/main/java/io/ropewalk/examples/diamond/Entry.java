package io.ropewalk.examples.diamond;

/**
 * A slot of the ring: made once, then filled again and again.
 *
 * <p>Plain fields, although four threads use them. At each moment exactly one kind of them may: the
 * source until it publishes, then the journal and the replica (each writes a field of its own),
 * then the ledger. The ring's order makes what one wrote visible to the next.
 */
final class Entry {
    static final long NOWHERE = -1;

    /** Written by the source. */
    String line = "";

    /** Written by the journal: where in the file the line begins. */
    long journalOffset = NOWHERE;

    /** Written by the replica: how many lines it has with this one. */
    long replicaCount;

    /** Otherwise the line would stay in memory until the slot's next turn. */
    void clear() {
        line = "";
        journalOffset = NOWHERE;
        replicaCount = 0;
    }
}

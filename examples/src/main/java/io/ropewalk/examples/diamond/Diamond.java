package io.ropewalk.examples.diamond;

import io.ropewalk.queues.Parties;
import io.ropewalk.queues.ring.RingBuffer;
import io.ropewalk.queues.ring.RingStats;
import io.ropewalk.queues.ring.Stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Passes the lines of a file through three stages around one ring of slots:
 *
 * <pre>
 *              +- journal -+
 *   source ----+           +---- ledger
 *              +- replica -+
 * </pre>
 *
 * <p><b>Why a ring.</b> Three readers are interested in each line. With queues that would be four
 * of them, and each line would be handed over four times. Here it is written once, into a slot that
 * exists already, and every stage reads it there. A stage is only a number: how far it has come.
 *
 * <p><b>Why this order.</b> A bank may act on an order only when it can no longer be lost: it is in
 * the journal, and another machine has it. These two do not depend on each other, so they run side
 * by side; the ledger comes {@code after} both.
 *
 * <p><b>Who waits.</b> A stage with nothing to do sleeps. When the slowest stage is a whole ring
 * behind, the source sleeps.
 *
 * <p><b>How it ends.</b> The source closes the ring; every stage runs to that end, and {@code
 * awaitDone} comes back when all have. When a stage fails, it closes the ring itself: the source is
 * refused its next slot, the stages behind end where the failed one did, and {@code awaitDone}
 * throws what happened.
 *
 * <p>For one run.
 */
final class Diamond {
    private final RingBuffer<Entry> ring;
    private final Ledger ledger = new Ledger();
    private long tooEarly;

    Diamond(int capacity, Journal journal, Replica replica) {
        ring =
                RingBuffer.builder(capacity, Entry::new)
                        .name("diamond")
                        .producers(Parties.ONE)
                        .clear(Entry::clear) // called when the last stage is through with a slot
                        .build();
        Stage journaling = ring.stage("journal", journal).add();
        Stage replicating = ring.stage("replica", (entry, _, _) -> replica.take(entry)).add();
        ring.stage("ledger", (entry, sequence, _) -> book(entry, sequence))
                .after(journaling, replicating)
                .add();
    }

    private void book(Entry entry, long sequence) {
        if (entry.journalOffset == Entry.NOWHERE || entry.replicaCount != sequence + 1) {
            tooEarly++;
        }
        ledger.book(entry.line);
    }

    /** Reads the file to its end; throws what the first failing stage threw. */
    void run(Path file, Charset charset) throws IOException, InterruptedException {
        ring.start();
        try {
            feed(file, charset);
        } finally {
            ring.awaitDone(); // throws when a stage has failed, and tells which
        }
    }

    private void feed(Path file, Charset charset) throws IOException, InterruptedException {
        try (ring;
                BufferedReader lines = Files.newBufferedReader(file, charset)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                long sequence = ring.claim(); // waits while the ring is full
                ring.get(sequence).line = line;
                ring.publish(sequence);
            }
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /** How many lines the ledger saw before journal and replica were through with them. */
    long tooEarly() {
        return tooEarly;
    }

    RingStats stats() {
        return ring.stats();
    }
}

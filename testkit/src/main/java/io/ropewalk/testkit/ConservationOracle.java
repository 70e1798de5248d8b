package io.ropewalk.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges whether something that passes items on lost, doubled, invented or reordered any. It knows
 * what the participants saw and asks the judged object nothing.
 *
 * <p>Items are numbers made of a producer and a sequence. Each producer notes what it {@link
 * Sent#offer offers} and what was {@link Sent#accept accepted}; each receiver notes what it {@link
 * Received#take got}; whoever gets an undelivered item says so. When all are done, {@link #judge}
 * checks that {@code accepted = delivered + undelivered}, item by item, and that the items of each
 * producer reached each receiver in order, but for those that may have {@link Sent#overtook
 * overtaken} others.
 *
 * {@snippet :
 * ConservationOracle oracle = new ConservationOracle(1, 1_000);
 * ConservationOracle.Sent sent = oracle.producer(0);
 * ConservationOracle.Received received = oracle.receiver("consumer");
 *
 * long item = sent.offer(); // producer
 * channel.send(item);
 * sent.accept(item);
 *
 * received.take(channel.receive()); // consumer
 *
 * oracle.judge(); // after both have been joined
 * }
 *
 * <p><b>Thread roles.</b> One thread for each {@link Sent} and each {@link Received}; {@link
 * #undelivered} may be called by any; {@link #judge} must come after all of them have been joined.
 * Taking notes costs neither a fence nor an allocation, so that the notes do not order what the
 * judged object forgot to order.
 *
 * <p>Memory: one bit for each item for each producer and receiver.
 */
public final class ConservationOracle {
    /** Kept for each receiver until the judgement; a channel with more has no order at all. */
    private static final int MOST_INVERSIONS = 100_000;

    private final int itemsPerProducer;
    private final Findings findings = new Findings();
    private final List<Sent> producers = new ArrayList<>();
    private final List<Received> receivers = new ArrayList<>();
    private final Received undelivered;

    /**
     * Creates an oracle with empty notes.
     *
     * @param producers how many there are
     * @param itemsPerProducer how many items each may offer
     */
    public ConservationOracle(int producers, int itemsPerProducer) {
        this.itemsPerProducer = itemsPerProducer;
        for (int i = 0; i < producers; i++) {
            this.producers.add(new Sent(i));
        }
        undelivered = new Received("onUndelivered", false);
    }

    /**
     * The notes of a producer.
     *
     * @param index from zero
     * @return always the same notes for the same index
     */
    public Sent producer(int index) {
        return producers.get(index);
    }

    /**
     * Adds a receiver. Not for concurrent use.
     *
     * @param name for findings
     * @return new notes
     */
    public Received receiver(String name) {
        Received receiver = new Received(name, true);
        receivers.add(receiver);
        return receiver;
    }

    /**
     * Notes that an item was handed back as undelivered.
     *
     * @param item any item
     */
    public void undelivered(long item) {
        synchronized (undelivered) {
            undelivered.take(item);
        }
    }

    /**
     * Notes something else that is wrong; {@link #judge} will fail with it.
     *
     * @param finding what
     */
    public void report(String finding) {
        findings.add(finding);
    }

    /**
     * How many items were accepted so far, as the producers saw it.
     *
     * @return exact once all were joined
     */
    public long acceptedCount() {
        return producers.stream().mapToLong(sent -> sent.accepted.count()).sum();
    }

    /**
     * How many items the receivers got.
     *
     * @return exact once all were joined
     */
    public long deliveredCount() {
        return receivers.stream().mapToLong(received -> received.count).sum();
    }

    /**
     * How many items were handed back as undelivered.
     *
     * @return exact once all were joined
     */
    public long undeliveredCount() {
        synchronized (undelivered) {
            return undelivered.count;
        }
    }

    /**
     * Compares the notes. To be called once, when no participant runs any more.
     *
     * @throws AssertionError with the first findings, when something is wrong
     */
    public void judge() {
        synchronized (undelivered) {
            for (Sent sent : producers) {
                compare(sent);
            }
        }
        receivers.forEach(this::checkOrder);
        if (!findings.isEmpty()) {
            throw new AssertionError("not conserved:" + findings);
        }
    }

    private void compare(Sent sent) {
        for (int w = 0; w < sent.accepted.words(); w++) {
            long accepted = sent.accepted.word(w);
            long seen = 0;
            long twice = 0;
            for (Received received : receivers) {
                twice |= seen & received.seen[sent.index].word(w);
                seen |= received.seen[sent.index].word(w);
            }
            long back = undelivered.seen[sent.index].word(w);
            reportEach(sent, w, twice, "delivered to two receivers");
            reportEach(sent, w, seen & back, "delivered and handed back as undelivered");
            reportEach(sent, w, accepted & ~(seen | back), "accepted, then lost");
            reportEach(sent, w, (seen | back) & ~accepted, "passed on although not accepted");
        }
    }

    private void checkOrder(Received received) {
        for (Inversion inversion : received.inversions) {
            int producer = inversion.producer();
            if (!producers.get(producer).mayOvertake(inversion.earlier(), inversion.later())) {
                findings.add(
                        received.name
                                + " got "
                                + name(producer, inversion.later())
                                + " after "
                                + name(producer, inversion.earlier()));
            }
        }
    }

    /** An item that came to a receiver after one with a greater sequence. */
    private record Inversion(int producer, int earlier, int later) {}

    private void reportEach(Sent sent, int word, long bits, String what) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int sequence = (word << 6) + Long.numberOfTrailingZeros(rest);
            findings.add(name(sent.index, sequence) + " was " + what);
        }
    }

    private static long item(int producer, int sequence) {
        return (long) producer << 32 | sequence;
    }

    private static String name(long producer, long sequence) {
        return "item " + producer + "/" + sequence;
    }

    /** What one producer offered and what was accepted of it. */
    public final class Sent {
        private final int index;
        private final ItemBits accepted = new ItemBits(itemsPerProducer);
        private final Map<Integer, Set<Integer>> overtaken = new HashMap<>();
        private int next;

        private Sent(int index) {
            this.index = index;
        }

        /**
         * Makes the next item.
         *
         * @return an item that was never offered before
         * @throws IllegalStateException when none is left
         */
        public long offer() {
            if (left() == 0) {
                throw new IllegalStateException("all " + itemsPerProducer + " items were offered");
            }
            return item(index, next++);
        }

        /**
         * How many items were offered.
         *
         * @return the count
         */
        public int offered() {
            return next;
        }

        /**
         * How many items can still be offered.
         *
         * @return the count
         */
        public int left() {
            return itemsPerProducer - next;
        }

        /**
         * Notes that an item was accepted.
         *
         * @param item as offered
         */
        public void accept(long item) {
            accepted.add((int) item);
        }

        /**
         * Notes that an item was accepted while asynchronous calls with older ones were pending,
         * and so may have overtaken those. They must still arrive in their own order.
         *
         * @param item as offered
         * @param pending the older ones, as offered
         */
        public void overtook(long item, Collection<Long> pending) {
            Set<Integer> sequences = new HashSet<>();
            pending.forEach(older -> sequences.add(older.intValue()));
            overtaken.put((int) item, sequences);
        }

        private boolean mayOvertake(int item, int older) {
            return overtaken.getOrDefault(item, Set.of()).contains(older);
        }
    }

    /** What one receiver got. */
    public final class Received {
        private final String name;
        private final boolean inOrder;
        private final ItemBits[] seen = new ItemBits[producers.size()];
        private final int[] last = new int[producers.size()];
        private final int[] greatest = new int[producers.size()];
        private final List<Inversion> inversions = new ArrayList<>();
        private long count;

        private Received(String name, boolean inOrder) {
            this.name = name;
            this.inOrder = inOrder;
            for (int i = 0; i < seen.length; i++) {
                seen[i] = new ItemBits(itemsPerProducer);
                last[i] = -1;
                greatest[i] = -1;
            }
        }

        /**
         * Notes an item.
         *
         * @param item as received
         */
        public void take(long item) {
            int producer = (int) (item >> 32);
            int sequence = (int) item;
            if (producer < 0
                    || producer >= seen.length
                    || sequence < 0
                    || sequence >= itemsPerProducer) {
                findings.add(name + " got item " + item + ", which was never offered");
                return;
            }
            count++;
            if (!seen[producer].add(sequence)) {
                findings.add(name + " got " + name(producer, sequence) + " twice");
            } else if (inOrder) {
                noteInversion(producer, greatest[producer], sequence);
                if (last[producer] != greatest[producer]) {
                    noteInversion(producer, last[producer], sequence);
                }
            }
            greatest[producer] = Math.max(greatest[producer], sequence);
            last[producer] = sequence;
        }

        private void noteInversion(int producer, int earlier, int later) {
            if (later < earlier && inversions.size() < MOST_INVERSIONS) {
                inversions.add(new Inversion(producer, earlier, later));
            }
        }

        /**
         * How many items this receiver got.
         *
         * @return the count
         */
        public long count() {
            return count;
        }
    }
}

package io.ropewalk.examples;

import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * Sends the same items over a {@link Lane} again and again, with threads that only send and threads
 * that only receive: so the lane is measured and not the work. Each run checks that what came in
 * went out, by number and by weight.
 *
 * @param <T> the items
 */
public final class Traffic<T> {
    private final T[] items;
    private final ToLongFunction<? super T> weight;
    private final long[] weightOfFirst; // of the first i items

    /**
     * Prepares the traffic.
     *
     * @param items what is sent, over and over
     * @param weight something about an item that can be added up
     */
    public Traffic(T[] items, ToLongFunction<? super T> weight) {
        this.items = items.clone();
        this.weight = weight;
        this.weightOfFirst = new long[items.length + 1];
        for (int i = 0; i < items.length; i++) {
            weightOfFirst[i + 1] = weightOfFirst[i] + weight.applyAsLong(items[i]);
        }
    }

    /**
     * How a run went.
     *
     * @param seconds from when all threads were ready until all had ended
     * @param switches the context switches of all its threads, where the system counts them
     * @param complete whether everything that was sent has arrived
     */
    public record Run(double seconds, OptionalLong switches, boolean complete) {}

    /**
     * Hands items over.
     *
     * @param lane the way, unused so far
     * @param senders how many threads send
     * @param receivers how many threads receive
     * @param handOvers how many items; at least one for each thread
     * @return how it went
     * @throws Exception what a thread threw
     */
    public Run run(Lane<T> lane, int senders, int receivers, int handOvers) throws Exception {
        LongAdder received = new LongAdder();
        StopWatch watch = new StopWatch(senders + receivers);
        Crew crew = Crew.stoppedByInterrupt();
        long sent = 0;
        for (int i = 0; i < senders; i++) {
            int share = share(handOvers, senders, i);
            sent += weightOf(share);
            crew.add("sender", watch.around(() -> lane.send(items, share)));
        }
        for (int i = 0; i < receivers; i++) {
            int share = share(handOvers, receivers, i);
            crew.add("receiver", watch.around(() -> received.add(lane.receive(weight, share))));
        }
        crew.run();
        return new Run(watch.seconds(), watch.switches(), received.sum() == sent);
    }

    /** The first threads take one more where the number cannot be divided. */
    private static int share(int handOvers, int threads, int number) {
        return handOvers / threads + (number < handOvers % threads ? 1 : 0);
    }

    private long weightOf(int share) {
        return share / items.length * weightOfFirst[items.length]
                + weightOfFirst[share % items.length];
    }
}

package io.ropewalk.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a round is like.
 *
 * @param calm whether it goes without interrupts, cancelled calls and short time-outs, which would
 *     make up for a lost wake-up
 * @param sleepy whether its end waits until all are asleep: whom it does not wake, nobody will
 * @param asynchronous whether some of its calls are asynchronous
 * @param counted whether its producers send by counted handles, the last of which closes
 * @param whole whether it goes on until all items were offered
 */
record StormMood(
        boolean calm, boolean sleepy, boolean asynchronous, boolean counted, boolean whole) {
    private static final boolean[] EITHER = {false, true};
    private static final StormMood FIRST = new StormMood(false, false, true, true, true);

    /** Deals each mood once before any comes up again. */
    static final class Deck {
        private final SplittableRandom random;
        private final List<StormMood> left = new ArrayList<>();

        Deck(SplittableRandom random) {
            this.random = random;
        }

        /** The first is not calm, nor cut short: a storm of one round shall have everything. */
        StormMood next() {
            if (!left.isEmpty()) {
                return left.remove(random.nextInt(left.size()));
            }
            for (boolean asynchronous : EITHER) {
                for (boolean counted : EITHER) {
                    left.add(new StormMood(true, true, asynchronous, counted, false));
                    left.add(new StormMood(true, false, asynchronous, counted, false));
                    left.add(new StormMood(false, false, asynchronous, counted, false));
                    left.add(new StormMood(false, false, asynchronous, counted, false));
                }
            }
            left.remove(new StormMood(false, false, true, true, false)); // FIRST in its place
            return FIRST;
        }
    }
}

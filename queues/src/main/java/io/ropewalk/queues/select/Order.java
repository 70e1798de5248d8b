package io.ropewalk.queues.select;

import java.util.SplittableRandom;

/** In which order a selector tries its clauses. */
abstract class Order {
    /**
     * Arranges the clauses of one select.
     *
     * @param order their indices, ascending
     * @param count how many there are
     */
    abstract void arrange(int[] order, int count);

    /** Told which clause had its turn: it has won, or its attempt has thrown. */
    void served(int index) {}

    /** As this one was at the beginning. */
    abstract Order fresh();

    static Order biased() {
        return new Order() {
            @Override
            void arrange(int[] order, int count) {}

            @Override
            Order fresh() {
                return this;
            }
        };
    }

    static Order roundRobin() {
        return new RoundRobin();
    }

    static Order random(long seed) {
        return new Random(seed);
    }

    /** Begins behind the clause that won last. */
    private static final class RoundRobin extends Order {
        private int last = -1;

        @Override
        void arrange(int[] order, int count) {
            int first = 0;
            while (first < count && order[first] <= last) {
                first++;
            }
            reverse(order, 0, first);
            reverse(order, first, count);
            reverse(order, 0, count); // three reversals rotate
        }

        private static void reverse(int[] order, int from, int to) {
            for (int i = from, j = to - 1; i < j; i++, j--) {
                swap(order, i, j);
            }
        }

        @Override
        void served(int index) {
            last = index;
        }

        @Override
        Order fresh() {
            return new RoundRobin();
        }
    }

    private static final class Random extends Order {
        private final long seed;
        private final SplittableRandom random;

        Random(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
        }

        @Override
        void arrange(int[] order, int count) {
            for (int i = count - 1; i > 0; i--) {
                swap(order, i, random.nextInt(i + 1));
            }
        }

        @Override
        Order fresh() {
            return new Random(seed);
        }
    }

    private static void swap(int[] order, int i, int j) {
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

package io.ropewalk.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that can be set for a {@link ChannelStorm}. Printed when a storm begins and named when
 * it fails.
 *
 * @param operations how many items are offered in all; from the system property {@code
 *     ropewalk.storm.operations}, else 200,000
 * @param seed decides every random choice; from the system property {@code ropewalk.seed}, else a
 *     new one each time
 * @param strands the threads
 * @param producers how many send
 * @param consumers how many receive
 * @param capacities of the channels; each round picks one
 * @param operationsPerRound how many items are offered to one channel, since its end ends it
 * @param largestBatch the most items of a batch
 * @param longestTimeout the longest time-out, apart from a few endless ones
 * @param strikeEvery a participant interrupts another before one call in so many; 0 for no
 *     interrupts at all
 * @param strikePause how long the timed injector pauses between two interrupts
 * @param stallEvery a participant stalls before one call in so many, so that the others really have
 *     to sleep; 0 for never
 * @param sinkThrowsEvery one sink in so many throws; 0 for none
 * @param mostPending how many asynchronous calls of a participant may be pending at a time, where
 *     its side is for many: on a side for one it is one; 0 for no asynchronous calls at all
 * @param rejects whether a full channel refuses by {@link io.ropewalk.core.FullException} instead
 *     of letting senders wait
 * @param drops whether a full channel drops an item, and hands it back in the sender's thread,
 *     instead of letting senders wait
 * @param features what the channel can do; the rest is left alone
 * @param endings how rounds may end
 * @param minimums how often each outcome must have happened, so that a storm cannot pass by never
 *     blocking
 * @param patience after how long without any progress the storm gives up
 */
public record StormOptions(
        long operations,
        long seed,
        StrandKind strands,
        int producers,
        int consumers,
        List<Integer> capacities,
        int operationsPerRound,
        int largestBatch,
        Duration longestTimeout,
        int strikeEvery,
        Duration strikePause,
        int stallEvery,
        int sinkThrowsEvery,
        int mostPending,
        boolean rejects,
        boolean drops,
        Set<ChannelFeature> features,
        Set<StormEnding> endings,
        Map<StormOutcome, Long> minimums,
        Duration patience) {

    /**
     * Checks the numbers and copies the collections.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    public StormOptions {
        require(operations >= 1, "operations");
        require(producers >= 1, "producers");
        require(consumers >= 1, "consumers");
        require(!capacities.isEmpty(), "capacities");
        require(operationsPerRound >= producers, "operationsPerRound");
        require(largestBatch >= 1, "largestBatch");
        require(longestTimeout.toNanos() >= 1, "longestTimeout");
        require(strikeEvery >= 0, "strikeEvery");
        require(stallEvery >= 0, "stallEvery");
        require(sinkThrowsEvery >= 0, "sinkThrowsEvery");
        require(mostPending >= 0, "mostPending");
        require(!endings.isEmpty(), "endings");
        require(!(rejects && drops), "drops");
        capacities = List.copyOf(capacities);
        features = Set.copyOf(features);
        endings = Set.copyOf(endings);
        minimums = Map.copyOf(minimums);
    }

    private static void require(boolean condition, String name) {
        if (!condition) {
            throw new IllegalArgumentException(name + " is out of range");
        }
    }

    /**
     * Starts with the defaults: 3 producers, 3 consumers, capacities 1, 2, 7 and 64, platform
     * threads, every feature.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    boolean has(ChannelFeature feature) {
        return features.contains(feature);
    }

    /** Whether the channel can be filled, and tells so. */
    boolean fillsUp() {
        return has(ChannelFeature.EXACT_CAPACITY) && has(ChannelFeature.BACK_PRESSURE) && !drops;
    }

    /** Whether senders may wait for room. */
    boolean lettingSendersWait() {
        return !rejects && !drops;
    }

    boolean isAsynchronous() {
        return has(ChannelFeature.ASYNC) && mostPending > 0;
    }

    /** Collects the settings. Not for concurrent use. */
    public static final class Builder {
        private long operations = Long.getLong("ropewalk.storm.operations", 200_000);
        private long seed = Long.getLong("ropewalk.seed", System.nanoTime());
        private StrandKind strands = StrandKind.PLATFORM;
        private int producers = 3;
        private int consumers = 3;
        private List<Integer> capacities = List.of(1, 2, 7, 64);
        private int operationsPerRound = 2_000;
        private int largestBatch = 16;
        private Duration longestTimeout = Duration.ofNanos(100_000);
        private int strikeEvery = 64;
        private Duration strikePause = Duration.ofNanos(100_000);
        private int stallEvery = 256;
        private int sinkThrowsEvery = 32;
        private int mostPending = 3;
        private boolean rejects;
        private boolean drops;
        private Set<ChannelFeature> features = ChannelFeature.all();
        private final Set<StormEnding> endings = EnumSet.noneOf(StormEnding.class);
        private final Map<StormOutcome, Long> minimums = new EnumMap<>(StormOutcome.class);
        private Duration patience = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Sets how many items are offered in all, instead of what the system property says.
         *
         * @param operations at least 1
         * @return this
         */
        public Builder operations(long operations) {
            this.operations = operations;
            return this;
        }

        /**
         * Sets the seed, instead of what the system property says.
         *
         * @param seed any number
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the kind of threads.
         *
         * @param strands the kind
         * @return this
         */
        public Builder strands(StrandKind strands) {
            this.strands = strands;
            return this;
        }

        /**
         * Sets how many send and receive. One of them asks the factory for a side with {@link
         * Users#ONE} user.
         *
         * @param producers at least 1
         * @param consumers at least 1
         * @return this
         */
        public Builder users(int producers, int consumers) {
            this.producers = producers;
            this.consumers = consumers;
            return this;
        }

        /**
         * Sets the capacities, of which each round picks one.
         *
         * @param capacities each at least 1
         * @return this
         */
        public Builder capacities(Integer... capacities) {
            this.capacities = List.of(capacities);
            return this;
        }

        /**
         * Sets how many items are offered to one channel.
         *
         * @param operationsPerRound at least the number of producers
         * @return this
         */
        public Builder operationsPerRound(int operationsPerRound) {
            this.operationsPerRound = operationsPerRound;
            return this;
        }

        /**
         * Sets the most items of a batch.
         *
         * @param largestBatch at least 1
         * @return this
         */
        public Builder largestBatch(int largestBatch) {
            this.largestBatch = largestBatch;
            return this;
        }

        /**
         * Sets the longest time-out.
         *
         * @param longestTimeout positive
         * @return this
         */
        public Builder longestTimeout(Duration longestTimeout) {
            this.longestTimeout = longestTimeout;
            return this;
        }

        /**
         * Sets how often participants and the injector interrupt.
         *
         * @param every one call in so many is preceded by an interrupt; 0 for no interrupts at all
         * @param pause between two interrupts of the timed injector
         * @return this
         */
        public Builder strikes(int every, Duration pause) {
            strikeEvery = every;
            strikePause = pause;
            return this;
        }

        /**
         * Sets how often a participant stalls for 100 microseconds.
         *
         * @param every before one call in so many; 0 for never
         * @return this
         */
        public Builder stallEvery(int every) {
            stallEvery = every;
            return this;
        }

        /**
         * Sets how often a sink throws.
         *
         * @param every one sink in so many; 0 for none
         * @return this
         */
        public Builder sinkThrowsEvery(int every) {
            sinkThrowsEvery = every;
            return this;
        }

        /**
         * Sets how many asynchronous calls of a participant may be pending at a time.
         *
         * @param mostPending 0 for no asynchronous calls at all
         * @return this
         */
        public Builder mostPending(int mostPending) {
            this.mostPending = mostPending;
            return this;
        }

        /**
         * Says that a full channel refuses by {@link io.ropewalk.core.FullException} instead of
         * letting senders wait. By default it may not.
         *
         * @return this
         */
        public Builder rejects() {
            rejects = true;
            return this;
        }

        /**
         * Says that a full channel drops an item instead of letting senders wait, and hands it back
         * in the thread that sends. By default it may not.
         *
         * @return this
         */
        public Builder drops() {
            drops = true;
            return this;
        }

        /**
         * Sets what the channel can do.
         *
         * @param features all by default
         * @return this
         */
        public Builder features(Set<ChannelFeature> features) {
            this.features = features;
            return this;
        }

        /**
         * Restricts how rounds end. By default: in every way that the features allow.
         *
         * @param endings at least one
         * @return this
         */
        public Builder endings(StormEnding... endings) {
            this.endings.clear();
            this.endings.addAll(List.of(endings));
            return this;
        }

        /**
         * Sets how often an outcome must have happened, instead of the default.
         *
         * @param outcome the outcome
         * @param count 0 for no demand
         * @return this
         */
        public Builder minimum(StormOutcome outcome, long count) {
            minimums.put(outcome, count);
            return this;
        }

        /**
         * Sets after how long without any progress the storm gives up.
         *
         * @param patience positive
         * @return this
         */
        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        /**
         * Builds the options.
         *
         * @return new options
         */
        public StormOptions build() {
            Set<StormEnding> chosen = endings.isEmpty() ? possibleEndings() : endings;
            Map<StormOutcome, Long> wanted = defaultMinimums(chosen);
            wanted.putAll(minimums);
            return new StormOptions(
                    operations,
                    seed,
                    strands,
                    producers,
                    consumers,
                    capacities,
                    operationsPerRound,
                    largestBatch,
                    longestTimeout,
                    strikeEvery,
                    strikePause,
                    stallEvery,
                    sinkThrowsEvery,
                    mostPending,
                    rejects,
                    drops,
                    features,
                    chosen,
                    wanted,
                    patience);
        }

        private Set<StormEnding> possibleEndings() {
            Set<StormEnding> possible = EnumSet.noneOf(StormEnding.class);
            for (StormEnding ending : StormEnding.values()) {
                if ((ending.closes() && features.contains(ChannelFeature.CLOSE))
                        || (ending.cancels() && features.contains(ChannelFeature.CANCEL))) {
                    possible.add(ending);
                }
            }
            return possible.isEmpty() ? EnumSet.of(StormEnding.NONE) : possible;
        }

        private Map<StormOutcome, Long> defaultMinimums(Set<StormEnding> chosen) {
            Map<StormOutcome, Long> wanted = new EnumMap<>(StormOutcome.class);
            wanted.put(StormOutcome.ACCEPTED, operations / 20);
            wanted.put(StormOutcome.RECEIVED, operations / 100);
            if (features.contains(ChannelFeature.TIMED)) {
                wanted.put(StormOutcome.TIMED_OUT, operations / 10_000);
            }
            if (features.contains(ChannelFeature.WAITS) && strikeEvery > 0) {
                wanted.put(StormOutcome.INTERRUPTED, operations / 5_000);
                wanted.put(StormOutcome.PARKED, stallEvery > 0 ? operations / 50_000 : 0);
                wanted.put(StormOutcome.TIE, operations / 100_000);
            }
            if (features.contains(ChannelFeature.ASYNC) && mostPending > 0) {
                wanted.put(StormOutcome.ASYNC_GRANTED, operations / 500);
                wanted.put(StormOutcome.ASYNC_CANCELLED, operations / 5_000);
                wanted.put(StormOutcome.ASYNC_TIMED_OUT, operations / 50_000);
            }
            if (rejects) {
                wanted.put(StormOutcome.REFUSED, operations / 500);
            }
            if (drops) {
                wanted.put(StormOutcome.DROPPED, operations / 500);
            }
            boolean takesAll = drops || !features.contains(ChannelFeature.BACK_PRESSURE);
            if (rejects || takesAll) {
                wanted.computeIfPresent( // by consumers alone
                        StormOutcome.ASYNC_GRANTED, (outcome, least) -> operations / 5_000);
                wanted.computeIfPresent(
                        StormOutcome.ASYNC_CANCELLED, (outcome, least) -> operations / 50_000);
            }
            if (takesAll) { // so producers run ahead, and consumers seldom wait
                for (StormOutcome rare :
                        List.of(
                                StormOutcome.TIMED_OUT,
                                StormOutcome.ASYNC_CANCELLED,
                                StormOutcome.ASYNC_TIMED_OUT)) {
                    wanted.computeIfPresent(rare, (outcome, least) -> least / 10);
                }
            }
            if (features.contains(ChannelFeature.SENDER_HANDLES)
                    && chosen.stream().anyMatch(StormEnding::lastProducerCloses)) {
                wanted.put(StormOutcome.HANDLE_CHANGED, operations / 50_000);
            }
            if (!chosen.contains(StormEnding.NONE)) {
                wanted.put(StormOutcome.CLOSED, 1L);
            }
            return wanted;
        }
    }
}

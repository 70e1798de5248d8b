package io.ropewalk.testkit;

/** How a round of a storm ends. */
public enum StormEnding {
    /** The last producer closes when all items were offered. */
    PRODUCER_CLOSES_LAST,
    /** A producer closes while all are at work. */
    PRODUCER_CLOSES_MIDWAY,
    /** A thread that neither sends nor receives closes while all are at work. */
    STRANGER_CLOSES_MIDWAY,
    /** A consumer cancels while all are at work. */
    CONSUMER_CANCELS_MIDWAY,
    /** A thread that neither sends nor receives cancels while all are at work. */
    STRANGER_CANCELS_MIDWAY,
    /** The channel is cancelled when the producers have gone. */
    STRANGER_CANCELS_LAST,
    /** The channel is not closed; the consumers empty it and are interrupted. */
    NONE;

    boolean closes() {
        return this == PRODUCER_CLOSES_LAST
                || this == PRODUCER_CLOSES_MIDWAY
                || this == STRANGER_CLOSES_MIDWAY;
    }

    boolean cancels() {
        return this != NONE && !closes();
    }

    boolean isLast() {
        return this == PRODUCER_CLOSES_LAST || this == STRANGER_CANCELS_LAST;
    }

    boolean byStrangerMidway() {
        return this == STRANGER_CLOSES_MIDWAY || this == STRANGER_CANCELS_MIDWAY;
    }

    /** Whether the end may come while a producer is at work. */
    boolean comesMidway() {
        return this != NONE && !isLast();
    }

    /** Whether the last producer must close, if only because nothing else may have. */
    boolean lastProducerCloses() {
        return this != NONE && this != STRANGER_CANCELS_LAST;
    }
}

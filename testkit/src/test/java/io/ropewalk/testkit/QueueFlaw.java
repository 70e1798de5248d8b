package io.ropewalk.testkit;

/** The mistakes that a {@link MonitorQueue} can be told to make, and the test that must fail. */
enum QueueFlaw {
    /** None: this one is right. */
    NONE(""),
    /** The last item is taken first. */
    LAST_FIRST("everyWayToTakeTakesTheFirst"),
    /** One item too many fits. */
    OVERFILLS("aFullQueueRefuses"),
    /** Null goes in. */
    TAKES_NULL("nullIsRefused"),
    /** An interrupt during a wait is forgotten. */
    SWALLOWS_INTERRUPT("aSleepingTakerIsWokenByAnInterrupt"),
    /** The time is always up. */
    NO_TIME("aTimedPollGivesUp"),
    /** A time of zero never ends. */
    ZERO_IS_FOREVER("aTimeOfZeroOrLess"),
    /** Who waits for room is not told of a removal. */
    REMOVAL_WAKES_NOBODY("everyWayToRemoveOneLets"),
    /** Who waits for room is not told of a bulk removal. */
    BULK_REMOVAL_WAKES_NOBODY("bulkRemovalLetsAsMany"),
    /** Who waits for room is not told that all is clear. */
    CLEAR_WAKES_NOBODY("clearLetsAsMany"),
    /** Who waits for room is not told of a drain. */
    DRAIN_WAKES_NOBODY("drainingLetsAsMany"),
    /** Draining the queue to itself is thought to be done. */
    DRAINS_TO_ITSELF("aQueueCannotBeDrainedToItself"),
    /** Items are compared by identity. */
    KNOWS_IDENTITY_ONLY("anItemIsFoundByItsEquals"),
    /** A filter that throws leaves half of its work. */
    FILTERS_BY_HALF("aFilterThatThrows"),
    /** What went is replaced by an equal item, which is then removed. */
    ITERATOR_REMOVES_EQUAL("anIteratorDoesNotRemoveAnEqual"),
    /** An iterator does not survive a change. */
    ITERATOR_FAILS_FAST("anIteratorShowsWhatStays"),
    /** The spliterator claims an item too many. */
    SPLITERATOR_BOASTS("aSpliteratorThatClaims"),
    /** Looks for an item, lets go of the lock, and removes what is then in its place. */
    REMOVES_WHAT_MOVED_UP("anItemIsEitherTakenOrRemoved");

    /** How the name of the test begins that must fail. */
    final String test;

    QueueFlaw(String test) {
        this.test = test;
    }
}

package io.ropewalk.testkit;

/** The mistakes that a {@link MonitorChannel} can be told to make. */
enum Flaw {
    /** None: this one is right. */
    NONE,
    /** A receiver whose time is up stays on the list, and the next item is handed to it. */
    GHOST_AFTER_TIMEOUT,
    /** An interrupted receiver takes an item along. */
    INTERRUPT_TAKES_ITEM,
    /** A receiver that had to wait leaves the item where it was. */
    DUPLICATES,
    /** One item too many fits. */
    OVERFILLS,
    /** The second item is taken before the first when there are three. */
    LOSES_ORDER,
    /** An interrupt during a wait has no effect and is forgotten. */
    SWALLOWS_INTERRUPT,
    /** A hand-over clears an interrupt that is pending. */
    CLEARS_INTERRUPT,
    /** Closing wakes nobody. */
    SLEEPS_THROUGH_CLOSE,
    /** A sender wakes one of all who wait, be it another sender. */
    WAKES_THE_WRONG_ONE,
    /** Items are accepted after the end as long as there is room. */
    ACCEPTS_AFTER_CLOSE,
    /** The end has no cause. */
    FORGETS_CAUSE,
    /** The last cause wins. */
    CHANGES_CAUSE,
    /** Cancelling drops the leftovers. */
    DROPS_LEFTOVERS,
    /** Cancelling hands the first leftover back twice. */
    LEFTOVERS_TWICE,
    /** The leftovers are handed back while the lock is held. */
    HANDLER_UNDER_LOCK,
    /** What the handler throws ends the cancel. */
    HANDLER_ENDS_CANCEL,
    /** What was claimed for a sink that threw is forgotten. */
    SINK_LOSES_REST,
    /** A batch is accepted up to the null in it. */
    HALF_A_BATCH,
    /** An interrupted batch says that nothing was accepted. */
    FORGETS_PARTIAL_BATCH,
    /** Waits without sleeping. */
    BUSY_WAITS,
    /** Asking for an item twice takes two. */
    ITERATOR_SKIPS,
    /** The time is up a nanosecond early. */
    EARLY_TIMEOUT,
    /** Items that a sink took are not counted. */
    MISCOUNTS
}

package io.ropewalk.testkit;

import org.jspecify.annotations.Nullable;

/** The mistakes that a {@link MonitorChannel} can be told to make, and who finds them. */
enum Flaw {
    /** None: this one is right. */
    NONE(null, null),
    /** A receiver whose time is up stays on the list, and the next item is handed to it. */
    GHOST_AFTER_TIMEOUT("aReceiverThatGaveUpTakesNothingLater", "accepted, then lost"),
    /** An interrupted receiver takes an item along. */
    INTERRUPT_TAKES_ITEM("aSleepingReceiverIsWokenByAnInterrupt", "accepted, then lost"),
    /** A receiver that had to wait leaves the item where it was. */
    DUPLICATES("aReceiverSleepsUntilAnItemIsSent", " twice| to two receivers"),
    /** One item too many fits. */
    OVERFILLS("exactlyTheCapacityFits", "items fit into a channel"),
    /** The second item is taken before the first when there are three. */
    LOSES_ORDER("itemsComeOutInTheOrder", " after item "),
    /** An interrupt during a wait has no effect and is forgotten. */
    SWALLOWS_INTERRUPT("aSleepingSenderIsWokenByAnInterrupt", "swallowed an interrupt"),
    /** A hand-over clears an interrupt that is pending. */
    CLEARS_INTERRUPT("anItemThatTiesWithAnInterrupt", "swallowed an interrupt"),
    /** Closing wakes nobody. */
    SLEEPS_THROUGH_CLOSE("aSleepingReceiverIsWokenByTheEnd", "no progress"),
    /** A change wakes only one of all who wait, be it one on the same side. */
    WAKES_THE_WRONG_ONE(null, "no progress"),
    /** Items are accepted after the end while the channel is empty. */
    ACCEPTS_AFTER_CLOSE("theEndStaysTheEnd", "after the end"),
    /** A full channel that was closed still says that it is full. */
    FULL_AFTER_CLOSE(null, "(found no|waited for) room after the end"),
    /** What a full channel drops is not handed back. */
    DROPS_SILENTLY(null, "accepted, then lost"),
    /** What a full channel drops is handed back twice. */
    DROPS_TWICE(null, "onUndelivered got item .* twice"),
    /** What a full channel drops stays in it, too. */
    DROPS_AND_KEEPS(null, "onUndelivered got item .* twice|delivered and handed back"),
    /** What a full channel drops is not counted. */
    DROPS_UNCOUNTED(null, "items were dropped"),
    /** The end has no cause. */
    FORGETS_CAUSE("theRestIsReceivedAndThenTheEndWithItsCause", null),
    /** The last cause wins. */
    CHANGES_CAUSE("theFirstCloseDecides", null),
    /** Cancelling drops the leftovers. */
    DROPS_LEFTOVERS("leftoversAreHandedBackOnceEachInOrder", "accepted, then lost"),
    /** Cancelling hands the first leftover back twice. */
    LEFTOVERS_TWICE("leftoversAreHandedBackOnceEachInOrder", "twice"),
    /** The leftovers are handed back while the lock is held. */
    HANDLER_UNDER_LOCK("noLockIsHeldWhileTheHandlerRuns", null),
    /** What the handler throws ends the cancel. */
    HANDLER_ENDS_CANCEL("aHandlerThatThrowsEndsNeither", null),
    /** What was claimed for a sink that threw is forgotten. */
    SINK_LOSES_REST("aSinkThatThrowsLosesNothing", "accepted, then lost"),
    /** A batch is accepted up to the null in it. */
    HALF_A_BATCH("aNullAnywhereInABatchRefusesTheBatch", null),
    /** An interrupted batch says that nothing was accepted. */
    FORGETS_PARTIAL_BATCH("anInterruptMidwayLeavesTheCount", "passed on although not accepted"),
    /** Waits without sleeping. */
    BUSY_WAITS("aReceiverSleepsUntilAnItemIsSent", "times PARKED"),
    /** Asking for an item twice takes two. */
    ITERATOR_SKIPS("askingTwiceTakesOneItem", null),
    /** The time is up a nanosecond early. */
    EARLY_TIMEOUT("anItemInTimeIsReceived", null),
    /** Items that a sink took are not counted. */
    MISCOUNTS("batchesAreCountedItemByItem", "but accepted"),
    /** A pending call that was cancelled stays in line, and is handed an item. */
    STAYS_IN_LINE("aCancelledReceiveTakesNothing", "not conserved"),
    /** Whoever has waited last is served first. */
    SERVES_THE_LAST_FIRST("pendingSendsAreAccepted", " after item "),
    /** The end completes no pending call. */
    FORGETS_PENDING("pendingReceivesAreCompletedByTheEnd", "no progress"),
    /** A pending call is completed while the lock is held. */
    COMPLETES_UNDER_LOCK("noLockIsHeldWhileADependentOfASendRuns", null),
    /** A handle that is closed twice counts twice. */
    COUNTS_A_HANDLE_TWICE("closingAHandleTwiceCountsOnce", "although nobody had closed"),
    /** A closed handle still sends. */
    SENDS_BY_A_CLOSED_HANDLE("aClosedHandle", "by a closed handle"),
    /** The last handle's close does not close the channel. */
    FORGETS_THE_LAST_HANDLE("theLastToBeClosed", "still open although"),
    /** The handle that is closed last decides about the cause. */
    LAST_HANDLE_GIVES_THE_CAUSE("theFirstCauseOfAnyHandle", null),
    /** A receiver that comes back to a closed channel drops its item and gets the end. */
    END_COMES_FIRST(null, null),
    /** A sender that gives up where there is room by then says that its item was accepted. */
    ABORTED_SEND_LOSES(null, null),
    /** A sender that gives up leaves its item where there is room by then. */
    ABORTED_SEND_SENDS(null, null);

    /** How the name of a test begins that must fail; null when only a storm finds it. */
    final @Nullable String contractTest;

    /** What a storm must say, a pattern; null when only the contract finds it. */
    final @Nullable String stormFinding;

    Flaw(@Nullable String contractTest, @Nullable String stormFinding) {
        this.contractTest = contractTest;
        this.stormFinding = stormFinding;
    }

    boolean drops() {
        return name().startsWith("DROPS_") && this != DROPS_LEFTOVERS;
    }

    <T> MonitorChannel<T> channel(ChannelSpec<T> spec) {
        return switch (this) {
            case DROPS_SILENTLY, DROPS_TWICE, DROPS_AND_KEEPS, DROPS_UNCOUNTED ->
                    new DroppingChannel<>(spec, this);
            case BUSY_WAITS -> new SpinningChannel<>(spec);
            case END_COMES_FIRST, ABORTED_SEND_LOSES, ABORTED_SEND_SENDS ->
                    new TieLosingChannel<>(spec, this);
            default -> new MonitorChannel<>(spec, this);
        };
    }
}

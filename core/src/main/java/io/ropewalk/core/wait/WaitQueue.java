package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The strands and callbacks that wait for one thing, first come first woken. Everything in Ropewalk
 * that waits, waits in one of these.
 *
 * <p>A waiter brings an {@link Attempt}. The queue <em>announces</em> it to those who might make
 * the attempt succeed, tries once more, and only then lets it sleep. Who makes an attempt possible
 * (publishes an item, frees a slot, returns a permit) and sees the announcement calls {@link
 * #wake}. A woken strand tries again; it can be overtaken by one that never slept, and then waits
 * on in its old place. A callback is only completed with what it waits for.
 *
 * <p>Progress: waking and joining take a lock for a few instructions; none is held while user code
 * runs. Leaving early (time-out, interrupt, cancel) costs constant time. Nothing is allocated and
 * no lock is touched while nobody waits.
 */
public abstract class WaitQueue {
    /*
     * The list holds exactly the WAITING waiters, ordered by ticket. Everything below is guarded by
     * this object's monitor; sections are short, run no foreign code, and never park.
     *
     * Announced <=> the list is not empty or a callback is being granted. announce() and retract()
     * run under the lock, so the announcement cannot lag behind the list.
     *
     * No lost wake-up. A waiter joins (announce, full fence), then attempts. A publisher publishes,
     * then looks for the announcement. Either the publisher sees it and wakes somebody, or the
     * attempt sees what was published; how the publisher's side of that bargain is ordered is the
     * subclass's affair (a bit in a word that it changes by read-modify-write, a fence, or timed
     * re-checks). A strand that is signalled leaves the list at once: until it runs, publishers pay
     * nothing for it, and it attempts anyway. When that attempt fails, it takes its old place again
     * and, like at the first time, attempts once more after the announcement.
     *
     * No lost signal. A signal is used up by an attempt that began after the signal was seen. A
     * strand that leaves holding one that it has not used (its own earlier attempt succeeded, or its
     * time was up and the last attempt failed) wakes the next.
     *
     * All waiters of a queue want the same thing: what one signal makes possible for one is possible
     * for any. (Where they want different amounts, whoever gives up at the head must wake the next.)
     *
     * Callbacks: while one is being granted it is not in the list, yet the announcement stays. A
     * signal that finds the list empty meanwhile is noted in missedSignals, and the granter tries
     * again instead of putting the callback back.
     *
     * Callbacks are granted in their order: of those that have made their own first attempt, at most
     * one is claimed at a time (granting). Were it two, by two wakers, the second might get what was
     * there and the first have to go back. A signal for another callback is owed to it meanwhile; the
     * granter passes it on when its own has succeeded, and drops what is owed when an attempt has
     * failed since. So of all the callbacks that a waker wakes only the first has to fail. Strands are
     * woken all the same: a wake of all also tells them to ask anew how long they may sleep.
     *
     * The lead. Where time alone makes attempts succeed (ripeAt), the first in the list sleeps until
     * then, and for a callback an alarm is set that wakes the first; all others sleep without a limit.
     * Whoever was first, or was claimed, and leaves wakes the next, which attempts and then leads. A
     * claimed one that waits on takes its old place and leads again. So while ripeAt tells a moment and
     * the list is not empty, somebody leads, or has been claimed and has yet to attempt. Whoever makes
     * the moment come earlier must wake one: that is the first, which then looks anew.
     *
     * Nothing is lost for want of memory: what wake() needs it allocates before it claims, or does
     * without.
     *
     * Dropped: waking a chain through links in the waiters (a woken waiter that rejoins changes its
     * links under the waker's feet); leaving signalled strands in the list (each further signal
     * walked over them: quadratic with thousands of virtual threads).
     */
    private static final VarHandle SLEEPS = sleepsHandle();

    private final Object subject;
    private final String operation;

    private @Nullable Waiter head;
    private @Nullable Waiter tail;
    private int size;
    private long nextTicket;
    private int grantsInProgress;
    private @Nullable CallbackWaiter granting;
    private long owed;
    private long missedSignals;

    @SuppressWarnings("unused") // by SLEEPS
    private long sleeps;

    private long rescues;
    private WaitRegistry.@Nullable Entry registration;
    private @Nullable CallbackLooks looks;
    private @Nullable CallbackAlarm alarm;

    /**
     * Creates an empty queue.
     *
     * @param subject what is waited on; its {@code toString} appears in reports
     * @param operation what a waiter does there, such as "receive"
     */
    protected WaitQueue(Object subject, String operation) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.operation = Objects.requireNonNull(operation, "operation");
    }

    private static VarHandle sleepsHandle() {
        try {
            return MethodHandles.lookup()
                    .findVarHandle(WaitQueue.class, "sleeps", long.class)
                    .withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Makes the waiters visible to publishers. Called under the lock each time that a waiter joins;
     * must leave the announcement standing if it stands already.
     *
     * @param platformThread false when the one that joins is a virtual thread, a coroutine or a
     *     callback, which must not be made to wake up now and then
     */
    protected abstract void announce(boolean platformThread);

    /** Takes the announcement back. Called under the lock when nobody waits any more. */
    protected abstract void retract();

    /**
     * How long a strand may sleep before it looks for itself. Read before the attempt that precedes
     * the sleep.
     *
     * @param round how often it has slept since it joined
     * @return nanoseconds, or {@link Long#MAX_VALUE} where publishers never miss an announcement
     */
    protected long recheckNanos(int round) {
        return Long.MAX_VALUE;
    }

    /**
     * Whether a publisher may have overlooked a waiter, so that a look is what found the item.
     *
     * @return false, unless overridden
     */
    protected boolean mayMissSignals() {
        return false;
    }

    /**
     * When time alone may make an attempt succeed. The first waiter then attempts without being
     * woken; the others need not know. Called without the lock. Who brings the moment forward must
     * {@link #wake} one.
     *
     * @return the moment, passed or to come; {@link Deadline#NEVER} unless overridden
     */
    protected Deadline ripeAt() {
        return Deadline.NEVER;
    }

    /**
     * Whether there is a signal for each thing that happens. It also takes a selector out that is
     * registered and does not wait just then. Where waiters are woken in another way, that would
     * stay for ever, and therefore leaves after each wait.
     *
     * @return true, unless overridden
     */
    protected boolean signalsEach() {
        return true;
    }

    /**
     * What a thread dump shows as the object that a thread is parked on.
     *
     * @return this queue, unless overridden
     */
    protected Object blocker() {
        return this;
    }

    /**
     * Who would have to act for the waiters to go on, where exactly one strand can.
     *
     * @return the owner, or null when there is none or it is not known
     */
    protected @Nullable Strand owner() {
        return null;
    }

    /**
     * Waits in the calling strand until an attempt ends the wait, or gives up at the deadline or on
     * an interrupt. Attempts at least once before it sleeps.
     *
     * <p>A hand-over that ties with an interrupt wins: the result is {@link Outcome#GRANTED} and
     * the interrupt stays pending. A hand-over that ties with the deadline wins too. An attempt
     * that throws ends the wait with that exception.
     *
     * @param attempt what to try
     * @param deadline when to give up
     * @return how it ended; {@link Outcome#INTERRUPTED} has cleared the interrupt
     */
    public final Outcome await(Attempt attempt, Deadline deadline) {
        StrandWaiter waiter = new StrandWaiter(this, Strand.current(), attempt, deadline);
        if (!WaitEvent.isOn()) {
            return waiter.run();
        }
        WaitEvent event = WaitEvent.begin(this, waiter.name());
        Outcome outcome = waiter.run();
        finish(event, outcome);
        return outcome;
    }

    static void finish(WaitEvent event, @Nullable Outcome outcome) {
        try {
            event.finish(outcome);
        } catch (Throwable failure) {
            Trampoline.report("could not record a wait", failure); // which may have been granted
        }
    }

    /**
     * Waits without a strand: attempts are made at once and then by those who wake this queue.
     *
     * @param name who waits, for reports
     * @param attempt what to try
     * @param completion told once how it ended
     * @param executor where the completion runs, or null for the granting thread
     * @return the wait, to cancel it by
     */
    public final CallbackWaiter register(
            String name,
            Attempt attempt,
            BiConsumer<@Nullable Outcome, @Nullable Throwable> completion,
            @Nullable Executor executor) {
        BiConsumer<@Nullable Outcome, @Nullable Throwable> told =
                WaitEvent.isOn() ? recorded(name, completion) : completion;
        CallbackWaiter waiter = new CallbackWaiter(this, name, attempt, told, executor);
        Trampoline here = Trampoline.here(); // may fail for want of memory: before the claim
        Step.point();
        join(waiter);
        if (claimForItself(waiter)) {
            waiter.signal();
        } else {
            here.run();
        }
        return waiter;
    }

    private BiConsumer<@Nullable Outcome, @Nullable Throwable> recorded(
            String name, BiConsumer<@Nullable Outcome, @Nullable Throwable> completion) {
        WaitEvent event = WaitEvent.begin(this, name);
        return (outcome, failure) -> {
            finish(event, outcome);
            completion.accept(outcome, failure);
        };
    }

    /**
     * Wakes those who have waited longest.
     *
     * @param count how many at most; nothing happens when it is zero or negative
     */
    public final void wake(int count) {
        Step.point();
        if (count == 1) {
            wakeOne();
        } else if (count > 1) {
            wakeSeveral(count);
        }
    }

    private void wakeOne() {
        Waiter waiter = claimFirst();
        while (waiter != null && !signal(waiter)) {
            waiter = claimFirstAfter(waiter.ticket); // the signal goes to the next instead
        }
    }

    private void wakeSeveral(int count) {
        @Nullable Waiter[] claimed;
        try {
            claimed = claimFirst(count);
        } catch (OutOfMemoryError e) {
            wakeOneByOne(count);
            return;
        }
        for (Waiter waiter : claimed) {
            if (waiter != null && !signal(waiter)) {
                wakeOne();
            }
        }
    }

    /**
     * As {@link #wakeSeveral}, without an array: nothing may be lost because memory is short. Goes
     * by ticket, for whoever is woken in vain comes back to its old place.
     */
    final void wakeOneByOne(int count) {
        long last = -1;
        for (int i = 0; i < count; i++) {
            Waiter waiter = claimFirstClaimableAfter(last);
            if (waiter == null) {
                return;
            }
            last = waiter.ticket;
            if (!signal(waiter)) {
                wakeOne();
            }
        }
    }

    /**
     * Signals. A failure is reported: it concerns neither the waker nor the next waiter.
     *
     * @return whether it succeeded
     */
    private boolean signal(Waiter waiter) {
        try {
            waiter.signal();
            return waiter.isListening();
        } catch (Throwable failure) {
            if (waiter instanceof CallbackWaiter callback) {
                putBack(callback);
                leadFor(callback);
            }
            Trampoline.report("could not signal " + waiter.name(), failure);
            return false;
        }
    }

    /** Wakes all who wait now. */
    public final void wakeAll() {
        wake(Integer.MAX_VALUE);
    }

    /**
     * How many wait now and have not been woken.
     *
     * @return zero or more
     */
    public final synchronized int waiters() {
        return size;
    }

    /**
     * How often a strand parked here.
     *
     * @return the count of parks of all waits that have ended
     */
    public final long sleeps() {
        return (long) SLEEPS.getOpaque(this);
    }

    /**
     * How often a timed look found what no signal had told.
     *
     * @return the count; zero where publishers fence
     */
    public final synchronized long rescues() {
        return rescues;
    }

    final synchronized void join(Waiter waiter) {
        if (registration == null) {
            registration = WaitRegistry.register(this); // may fail: before anything is changed
        }
        announce(waiter.isPlatformThread()); // may fail too
        waiter.ticket = nextTicket++;
        link(waiter);
        VarHandle.fullFence(); // announcement before attempt
    }

    /** Takes the old place again after a signal whose attempt failed. */
    final synchronized void rejoin(Waiter waiter) {
        announce(waiter.isPlatformThread());
        waiter.unclaim();
        link(waiter);
        VarHandle.fullFence();
    }

    final void leave(
            Waiter waiter, Outcome outcome, boolean usedSignal, boolean looked, long slept) {
        Step.point();
        boolean led = true;
        boolean unusedSignal = false;
        Left left =
                waiter.state() == Waiter.CLAIMED
                        ? Left.CLAIMED
                        : leaveList(waiter, outcome, looked);
        if (left == Left.CLAIMED) {
            waiter.end(outcome); // nobody else touches a claimed strand's state
            unusedSignal = !usedSignal;
        } else {
            led = left == Left.FIRST;
        }
        countSleeps(slept);
        if (unusedSignal || (led && ripens())) {
            wake(1);
        }
    }

    /** How a waiter left. */
    private enum Left {
        /** Not at all: somebody has claimed it. */
        CLAIMED,
        FIRST,
        OTHER
    }

    /** Takes a waiter out that nobody has claimed. */
    private synchronized Left leaveList(Waiter waiter, Outcome outcome, boolean looked) {
        if (waiter.state() == Waiter.CLAIMED) {
            return Left.CLAIMED;
        }
        Left left = waiter.previous == null ? Left.FIRST : Left.OTHER;
        unlink(waiter);
        retractIfIdle();
        if (looked && mayMissSignals()) {
            rescues++;
        }
        waiter.end(outcome);
        return left;
    }

    final boolean cancel(CallbackWaiter waiter) {
        boolean led;
        synchronized (this) {
            if (waiter.state() != Waiter.WAITING) {
                waiter.cancelRequested = true;
                return false;
            }
            led = isFirst(waiter);
            unlink(waiter);
            retractIfIdle();
            waiter.end(Outcome.CANCELLED);
        }
        if (led) {
            forgetAlarm();
            if (ripens()) {
                wake(1);
            }
        }
        return true;
    }

    /** Whether somebody must lead. Throws nothing: who asks may hold what it was granted. */
    final boolean ripens() {
        try {
            return ripeAt().isBounded();
        } catch (Throwable failure) {
            return true; // wakes one in vain at worst
        }
    }

    /** Until when a strand that waits may sleep because it is the first. */
    final Deadline leadOf(Waiter waiter) {
        Deadline ripe = ripeAt();
        return ripe.isBounded() && isFirst(waiter) ? ripe : Deadline.NEVER;
    }

    private synchronized boolean isFirst(Waiter waiter) {
        return waiter.state() == Waiter.WAITING && waiter.previous == null;
    }

    /** As {@link #leadOf}, for one that cannot sleep: an alarm wakes it. Throws nothing. */
    final void leadFor(CallbackWaiter waiter) {
        try {
            Deadline ripe = leadOf(waiter);
            if (ripe.isBounded()) {
                alarm().ringAt(ripe);
            }
        } catch (Throwable failure) {
            Trampoline.report("could not set an alarm for " + waiter.name(), failure);
        }
    }

    private synchronized CallbackAlarm alarm() {
        if (alarm == null) {
            alarm = new CallbackAlarm(this);
        }
        return alarm;
    }

    private void forgetAlarm() {
        CallbackAlarm mine;
        synchronized (this) {
            mine = alarm;
        }
        if (mine != null) {
            mine.forget();
        }
    }

    private boolean claimForItself(CallbackWaiter waiter) {
        return claim((Waiter) waiter); // else a waker was quicker and attempts
    }

    /**
     * Takes a certain waiter out of the list, whatever its place: a callback may then overtake
     * others, for it is given what is its alone.
     *
     * @return false when it is not in the list: it has ended, or makes an attempt just now and will
     *     make another before it waits on
     */
    final synchronized boolean claim(Waiter waiter) {
        if (!waiter.tryClaim()) {
            if (waiter instanceof CallbackWaiter) {
                noteMissedSignal();
            }
            return false;
        }
        unlink(waiter);
        if (waiter instanceof CallbackWaiter callback) {
            grantBegins(callback);
        }
        retractIfIdle();
        return true;
    }

    /** Signals one that was claimed by {@link #claim}. */
    final void signalClaimed(Waiter waiter) {
        boolean ignored = signal(waiter);
    }

    /**
     * Takes a branch out of the list.
     *
     * @return whether it had been claimed before, and holds a signal
     */
    final boolean withdraw(Branch branch) {
        boolean led;
        synchronized (this) {
            if (!branch.tryClaim()) {
                return true;
            }
            led = branch.previous == null;
            unlink(branch);
            retractIfIdle();
        }
        if (led && ripens()) {
            wake(1);
        }
        return false;
    }

    /** Counts the parks of a wait that has ended. */
    final void countSleeps(long count) {
        if (count > 0) {
            long ignored = (long) SLEEPS.getAndAdd(this, count);
        }
    }

    private synchronized @Nullable Waiter claimFirst() {
        return claimOrNote(head);
    }

    private synchronized @Nullable Waiter claimFirstAfter(long ticket) {
        Waiter next = head;
        while (next != null && next.ticket - ticket <= 0) {
            next = next.next;
        }
        return claimOrNote(next);
    }

    private @Nullable Waiter claimOrNote(@Nullable Waiter next) {
        if (next == null) {
            noteMissedSignal();
            return null;
        }
        if (mustStay(next)) {
            owe(1);
            return null;
        }
        claimInTurn(next);
        return next;
    }

    /** As {@link #claimFirstAfter}, past callbacks that must stay; each is owed a signal. */
    private synchronized @Nullable Waiter claimFirstClaimableAfter(long ticket) {
        Waiter next = head;
        while (next != null && (next.ticket - ticket <= 0 || mustStay(next))) {
            if (next.ticket - ticket > 0) {
                owe(1);
            }
            next = next.next;
        }
        return claimOrNote(next);
    }

    /** Into an array: Lincheck works many times slower on code that touches ArrayList. */
    private synchronized @Nullable Waiter[] claimFirst(int count) {
        int most = Math.min(count, size);
        int claimable = claimable(most);
        Waiter[] claimed = new Waiter[claimable]; // may fail: before anything is claimed
        owe(most - claimable);
        if (count > size) {
            noteMissedSignal(); // before the claims: it is for the grants under way until now
        }
        int next = 0;
        for (Waiter w = head; next < claimable; ) {
            Waiter current = Objects.requireNonNull(w);
            w = current.next;
            if (!mustStay(current)) {
                claimed[next++] = current;
                claimInTurn(current);
            }
        }
        return claimed;
    }

    /** How many of the first can be claimed at a time: the strands and one callback. */
    private int claimable(int most) {
        int strands = 0;
        int callbacks = 0;
        Waiter w = head;
        for (int i = 0; i < most && w != null; i++, w = w.next) {
            if (w instanceof CallbackWaiter) {
                callbacks = 1;
            } else {
                strands++;
            }
        }
        return strands + (granting == null ? callbacks : 0);
    }

    /** Whether it is a callback that would overtake another. */
    private boolean mustStay(Waiter waiter) {
        return granting != null && waiter instanceof CallbackWaiter;
    }

    /** Notes signals for whoever is granting to pass on. */
    private void owe(int count) {
        missedSignals += count;
        owed += count;
    }

    private void noteMissedSignal() {
        if (grantsInProgress > 0) {
            missedSignals++;
        }
    }

    /** Takes one that is in the list out of it. */
    private void claimInTurn(Waiter waiter) {
        boolean claimed = waiter.tryClaim();
        if (!claimed) {
            throw new AssertionError(waiter.name() + " is in the list in state " + waiter.state());
        }
        unlink(waiter);
        if (waiter instanceof CallbackWaiter callback) {
            granting = callback;
            grantBegins(callback);
        }
        retractIfIdle();
    }

    /** Takes back a claim of which its callback will not learn. */
    final synchronized void putBack(CallbackWaiter callback) {
        if (callback == granting) {
            granting = null;
        }
        if (callback.state() == Waiter.CLAIMED) {
            grantsInProgress--;
            callback.unclaim();
            link(callback);
        }
    }

    /** Has somebody look for the callbacks here, since they cannot do so themselves. */
    final void lookForCallbacksAfter(long nanos) {
        CallbackLooks mine;
        synchronized (this) {
            if (looks == null) {
                looks = new CallbackLooks(this);
            }
            mine = looks;
        }
        mine.begin(nanos);
    }

    /**
     * Makes attempts for the first callbacks until one fails.
     *
     * @return whether a callback still waits
     */
    final boolean lookForCallbacks() {
        while (true) {
            CallbackWaiter callback;
            synchronized (this) {
                Waiter first = head;
                while (first != null && !(first instanceof CallbackWaiter)) {
                    first = first.next;
                }
                if (first == null) {
                    return grantsInProgress > 0; // Strands look for themselves.
                }
                if (granting != null) {
                    owe(1); // The granter looks.
                    return true;
                }
                callback = (CallbackWaiter) first;
                claimInTurn(callback);
            }
            callback.signalForLook();
            if (!callback.hasEnded()) {
                return true;
            }
        }
    }

    /** Counts what a look has found: before its completion runs, which may ask. */
    final synchronized void foundByLook() {
        if (mayMissSignals()) {
            rescues++;
        }
    }

    private void grantBegins(CallbackWaiter waiter) {
        grantsInProgress++;
        waiter.signalsSeen = missedSignals;
    }

    /** What a callback does after an attempt that failed. */
    enum AfterFailedGrant {
        ATTEMPT_AGAIN,
        WAIT_ON,
        CANCELLED
    }

    final synchronized AfterFailedGrant grantFailed(CallbackWaiter waiter) {
        if (waiter.signalsSeen != missedSignals) {
            waiter.signalsSeen = missedSignals;
            if (waiter == granting && owed > 0) {
                owed--; // used up by the next attempt
            }
            return AfterFailedGrant.ATTEMPT_AGAIN;
        }
        if (waiter == granting) {
            granting = null;
            owed = 0; // What this one did not get, the others would not get either.
        }
        if (waiter.cancelRequested) {
            return AfterFailedGrant.CANCELLED;
        }
        grantsInProgress--;
        waiter.unclaim();
        link(waiter);
        return AfterFailedGrant.WAIT_ON;
    }

    final void grantEnded(CallbackWaiter waiter, Outcome outcome) {
        Step.point();
        long unused = outcome == Outcome.GRANTED ? 0 : 1;
        synchronized (this) {
            waiter.end(outcome);
            grantsInProgress--;
            if (waiter == granting) {
                granting = null;
                unused += owed;
                owed = 0;
            }
            retractIfIdle();
        }
        forgetAlarm(); // whoever leads next sets its own
        if (unused == 0 && ripens()) {
            unused = 1;
        }
        if (unused > 0) {
            wake((int) Math.min(unused, Integer.MAX_VALUE));
        }
    }

    private void retractIfIdle() {
        if (head == null && grantsInProgress == 0) {
            retract();
        }
    }

    /** Inserts by ticket: at the end for newcomers, near the front for those who come back. */
    private void link(Waiter waiter) {
        Waiter after = tail;
        if (after != null && after.ticket - waiter.ticket > 0) {
            after = null;
            for (Waiter w = head; w != null && w.ticket - waiter.ticket < 0; w = w.next) {
                after = w;
            }
        }
        Waiter before = after == null ? head : after.next;
        waiter.previous = after;
        waiter.next = before;
        if (after == null) {
            head = waiter;
        } else {
            after.next = waiter;
        }
        if (before == null) {
            tail = waiter;
        } else {
            before.previous = waiter;
        }
        size++;
    }

    private void unlink(Waiter waiter) {
        Waiter before = waiter.previous;
        Waiter after = waiter.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
        waiter.previous = null;
        waiter.next = null;
        size--;
    }

    /**
     * What is waited for here and by whom.
     *
     * @param atMost how many waiters to name where nobody owns what they wait for; with an owner
     *     all are named, for each of them can be part of a deadlock
     * @return a snapshot, or null when nobody waits
     */
    final @Nullable WaitSite site(int atMost) {
        if (waiters() == 0) {
            return null; // as most that ever had a waiter
        }
        Strand owner = owner(); // foreign code, as are names and strands: without the lock
        int most = owner == null ? atMost : Integer.MAX_VALUE;
        List<Waiter> first = new ArrayList<>();
        int all;
        synchronized (this) {
            all = 0;
            for (Waiter w = head; w != null; w = w.next) {
                if (w.waits()) {
                    all++;
                    if (first.size() < most) {
                        first.add(w);
                    }
                }
            }
        }
        List<WaitSite.Wait> waits =
                first.stream()
                        .map(w -> new WaitSite.Wait(w.name(), w.strand(), w.since()))
                        .toList();
        return all == 0 ? null : new WaitSite(subject(), operation, owner, all, waits);
    }

    final String subject() {
        return describe(subject);
    }

    /** The text of a foreign object: a report must not cost its thread what it was granted. */
    static String describe(Object foreign) {
        try {
            return String.valueOf(foreign);
        } catch (Throwable e) {
            return foreign.getClass().getName() + " (its toString threw " + e.getClass() + ")";
        }
    }

    final String operation() {
        return operation;
    }

    @Override
    public String toString() {
        return operation + " on " + subject();
    }
}

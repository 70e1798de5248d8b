package io.ropewalk.core.wait;

import io.ropewalk.core.time.Deadline;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A strand's wait for several things at once, of which exactly one happens. It can be used again
 * and again, by one strand at a time.
 *
 * <p>Each branch brings the queue that it waits in and its attempt. The attempts are made by the
 * waiting strand, in an order that it gives for each wait; the first that does not fail ends the
 * wait.
 *
 * <p>Cost: a wait that ends at the first look touches no queue. After a wait that slept, branches
 * that lost stay in their queues for the next one; a signal that finds one there while nobody waits
 * takes it out and goes on to the next waiter at once. So of N branches only those that were
 * signalled join again. {@link #leave} takes all out.
 */
public final class Selection implements BooleanSupplier {
    /*
     * Fields that the selecting strand alone touches: outcome, interrupted, looking, sleeps, tried,
     * Branch.joined, Branch.signalled and Branch.takesPart. Others: active, signalled, strand, since
     * are volatile.
     *
     * No lost signal. A waker claims a branch (under its queue's lock), tells signal(), and then asks
     * isListening, that is `active`. The strand sets `active` before its attempts, and when it has
     * done clears `active` and then looks at all its branches. If the waker reads `active` as false,
     * it goes on to the next waiter. If it reads it as true, the claim was before the strand's last
     * look, which hands on every signal that no attempt has used. Both may happen: a waiter more is
     * woken in vain. A signal for a branch that is joined but idle is never kept.
     *
     * No lost wake-up. A branch that was idle in its queue stands announced there. Publisher { item;
     * see the announcement; claim; read active }, strand { active = true; fence; attempt }: if the
     * publisher reads false, its item was published before the attempt. A branch that joins anew is
     * followed by a fence (WaitQueue.join) and an attempt.
     *
     * Where the first waiter of a queue leads (WaitQueue.ripeAt), the strand sleeps no longer than the
     * earliest lead among its branches, by whichever clock, and no branch stays there after the wait. Nor
     * does it where no signal would ever take it out (WaitQueue.signalsEach).
     *
     * Hand-overs (HandOver) need more: while one of the branches has left something behind, another
     * may decide this selection at any moment.
     *   OPEN      may be decided by anyone who holds this monitor
     *   BUSY      the strand attempts something that it could not take back; who comes sets `missed`
     *   DECIDED   `winner` ends the wait; nothing more may be taken
     *   IDLE      no wait is in progress
     * state, winner and missed are guarded by this monitor while a wait is in progress. Where no branch
     * is for hand-overs, the monitor is never taken.
     *
     * After BUSY with `missed`, the strand makes its hand-over attempts again, in OPEN. Two selections
     * cannot miss each other for ever: whoever finds the other BUSY is not BUSY itself, and what it
     * leaves behind is found by the other's second attempt.
     */
    private static final int IDLE = 0;
    private static final int OPEN = 1;
    private static final int BUSY = 2;
    private static final int DECIDED = 3;

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.getAndIncrement();
    private final Branch[] branches;
    private final boolean handsOver;
    private final Leads leads = new Leads();
    private int state = IDLE;
    private int winner = -1;
    private boolean missed;
    private volatile boolean active;
    private volatile boolean signalled;
    private volatile @Nullable Strand strand;
    private volatile long since;
    private volatile boolean platformThread;

    /** What ended the latest wait: for the selecting strand. */
    private Outcome outcome = Outcome.CANCELLED;

    private boolean interrupted;
    private boolean looking;
    private long sleeps;

    /** The branch that was attempted last. */
    private int tried;

    /**
     * Creates a selection that does not wait.
     *
     * @param queues where each branch waits
     * @param attempts what each branch tries
     */
    public Selection(WaitQueue[] queues, Attempt[] attempts) {
        branches = new Branch[attempts.length];
        boolean anyHandsOver = false;
        for (int i = 0; i < branches.length; i++) {
            branches[i] = new Branch(queues[i], this, i, attempts[i]);
            anyHandsOver |= attempts[i] instanceof HandOverAttempt;
        }
        handsOver = anyHandsOver;
    }

    /**
     * Makes the attempts and, as long as all fail, sleeps and makes them again.
     *
     * @param order the branches of this wait, in the order in which they are tried
     * @param count how many there are in {@code order}
     * @param deadline when to give up; one that has passed means to try once
     * @return how it ended; for {@link Outcome#GRANTED} and {@link Outcome#CLOSED} {@link #winner}
     *     tells by which branch. {@link Outcome#INTERRUPTED} has cleared the interrupt.
     */
    public Outcome await(int[] order, int count, Deadline deadline) {
        outcome = Outcome.CANCELLED; // stands only when an attempt throws
        interrupted = false;
        sleeps = 0;
        looking = false;
        Strand self = Strand.current();
        WaitEvent event = WaitEvent.isOn() ? WaitEvent.begin("select", this, self.name()) : null;
        begin(self);
        try {
            join(order, count);
            outcome = attemptUntilOver(order, count, deadline, self);
        } catch (RuntimeException | Error failure) {
            finish(self, event);
            if (outcome != Outcome.GRANTED) {
                throw failure;
            }
            Trampoline.report("failed, but was handed something meanwhile: " + this, failure);
            return outcome;
        }
        finish(self, event);
        return outcome;
    }

    private void finish(Strand self, @Nullable WaitEvent event) {
        end();
        if (interrupted && outcome != Outcome.INTERRUPTED) {
            self.interrupt();
        }
        if (event != null) {
            WaitQueue.finish(event, outcome);
        }
    }

    /**
     * Makes the attempts once, without waiting.
     *
     * @param order as for {@link #await}
     * @param count as for {@link #await}
     * @return GRANTED, CLOSED, or TIMED_OUT when all failed
     */
    public Outcome tryOnce(int[] order, int count) {
        for (int i = 0; i < count; i++) {
            int index = order[i];
            tried = index;
            Attempt.Progress progress = branches[index].attempt.attempt();
            if (progress != Attempt.Progress.NOT_YET) {
                winner = index;
                return progress == Attempt.Progress.DONE ? Outcome.GRANTED : Outcome.CLOSED;
            }
        }
        return Outcome.TIMED_OUT;
    }

    /**
     * Which branch ended the latest wait.
     *
     * @return its index
     */
    public int winner() {
        return winner;
    }

    /**
     * Which branch was attempted last: the one whose attempt has thrown, when one has.
     *
     * @return its index
     */
    public int tried() {
        return tried;
    }

    /** Takes all branches out of their queues. For the strand that selects, between two waits. */
    public void leave() {
        for (Branch branch : branches) {
            leave(branch);
        }
    }

    private void begin(Strand self) {
        if (platformThread != self.isPlatformThread()) {
            leave(); // announced as the other kind of thread
            platformThread = self.isPlatformThread();
        }
        strand = self;
        since = System.nanoTime();
        winner = -1;
        if (handsOver) {
            synchronized (this) {
                state = OPEN;
                missed = false;
            }
        }
        active = true;
        VarHandle.fullFence(); // before attempts, whose loads need be no more than acquiring
    }

    private void join(int[] order, int count) {
        if (count < branches.length) {
            leaveOthers(order, count);
        }
        for (int i = 0; i < count; i++) {
            Branch branch = branches[order[i]];
            if (branch.attempt instanceof HandOverAttempt handOver) {
                handOver.joins(branch);
            }
            if (!branch.joined) {
                Step.point();
                branch.unclaim();
                branch.queue.join(branch);
                branch.joined = true;
            }
        }
    }

    private void leaveOthers(int[] order, int count) {
        for (int i = 0; i < count; i++) {
            branches[order[i]].takesPart = true;
        }
        for (Branch branch : branches) {
            if (!branch.takesPart) {
                leave(branch);
            }
            branch.takesPart = false;
        }
    }

    private Outcome attemptUntilOver(int[] order, int count, Deadline deadline, Strand self) {
        int round = 0;
        Outcome givenUp = null;
        while (true) {
            long lookAfter = Long.MAX_VALUE; // before the attempts; see StrandWaiter
            signalled = false;
            boolean anySignal = false;
            for (int i = 0; i < count; i++) {
                Branch branch = branches[order[i]];
                lookAfter = Math.min(lookAfter, branch.queue.recheckNanos(round));
                branch.signalled = branch.isClaimed();
                anySignal |= branch.signalled;
            }
            Attempt.Progress progress = attempt(order, count);
            if (progress != Attempt.Progress.NOT_YET) {
                return progress == Attempt.Progress.DONE ? Outcome.GRANTED : Outcome.CLOSED;
            }
            if (givenUp != null) {
                return givenUp;
            }
            if (anySignal) {
                if (self.clearInterrupt()) {
                    interrupted = true;
                    return Outcome.INTERRUPTED;
                }
                if (deadline.hasPassed()) {
                    return Outcome.TIMED_OUT;
                }
                for (int i = 0; i < count; i++) {
                    Branch branch = branches[order[i]];
                    if (branch.signalled) {
                        Step.point();
                        branch.queue.rejoin(branch);
                    }
                }
                round = 0;
                continue;
            }
            givenUp = sleep(order, count, lookAfter, deadline, self);
            round++;
            if (givenUp == Outcome.INTERRUPTED && !signalled) {
                return givenUp;
            }
        }
    }

    /** Makes the attempts in their order until one does not fail. */
    private Attempt.Progress attempt(int[] order, int count) {
        for (int i = 0; i < count; i++) {
            Branch branch = branches[order[i]];
            tried = branch.index;
            Attempt.Progress progress =
                    handsOver ? attemptBesideHandOvers(branch) : branch.attempt.attempt();
            if (progress != Attempt.Progress.NOT_YET) {
                return decided(branch.index, progress);
            }
        }
        if (handsOver && wasMissed()) {
            for (int i = 0; i < count; i++) {
                Branch branch = branches[order[i]];
                if (branch.attempt instanceof HandOverAttempt) {
                    Attempt.Progress progress = branch.attempt.attempt();
                    if (progress != Attempt.Progress.NOT_YET) {
                        return decided(branch.index, progress);
                    }
                }
            }
        }
        return handsOver && isDecided() ? Attempt.Progress.DONE : Attempt.Progress.NOT_YET;
    }

    private Attempt.Progress attemptBesideHandOvers(Branch branch) {
        if (branch.attempt instanceof HandOverAttempt) {
            return branch.attempt.attempt();
        }
        if (!beBusy()) {
            return Attempt.Progress.NOT_YET; // for this branch; see the end of attempt()
        }
        Attempt.Progress progress = Attempt.Progress.NOT_YET;
        boolean over = true;
        try {
            progress = branch.attempt.attempt();
            over = progress != Attempt.Progress.NOT_YET;
        } finally {
            doneBusy(over);
        }
        return progress;
    }

    private synchronized boolean beBusy() {
        if (state == DECIDED) {
            return false;
        }
        state = BUSY;
        return true;
    }

    private synchronized void doneBusy(boolean over) {
        state = over ? DECIDED : OPEN;
    }

    private synchronized boolean wasMissed() {
        boolean was = missed;
        missed = false;
        return was;
    }

    private synchronized boolean isDecided() {
        return state == DECIDED;
    }

    /** Notes which branch ended the wait, unless a hand-over to another has done so. */
    private Attempt.Progress decided(int index, Attempt.Progress progress) {
        if (!handsOver) {
            winner = index;
            return progress;
        }
        synchronized (this) {
            if (winner >= 0) {
                return Attempt.Progress.DONE;
            }
            state = DECIDED;
            winner = index;
            return progress;
        }
    }

    private @Nullable Outcome sleep(
            int[] order, int count, long lookAfter, Deadline deadline, Strand self) {
        try {
            for (int i = 0; i < count; i++) {
                Branch branch = branches[order[i]];
                Deadline lead = branch.queue.leadOf(branch);
                if (lead.isBounded()) {
                    leads.add(lead);
                }
            }
            leads.arm(self::unpark);
            return sleepUntil(deadline, lookAfter, self);
        } finally {
            leads.forget();
        }
    }

    private @Nullable Outcome sleepUntil(Deadline deadline, long lookAfter, Strand self) {
        boolean timed = lookAfter != Long.MAX_VALUE;
        long start = timed ? System.nanoTime() : 0;
        long left = lookAfter;
        looking = false;
        while (true) {
            Step.point();
            if (signalled) {
                return null;
            }
            if (self.clearInterrupt()) {
                interrupted = true;
                return Outcome.INTERRUPTED;
            }
            if (deadline.hasPassed()) {
                return Outcome.TIMED_OUT;
            }
            if (left <= 0 || leads.anyPassed()) {
                looking = true;
                return null;
            }
            sleeps++;
            long atMost = Math.min(left, leads.remainingNanos());
            self.parkUntil(this, this, deadline, atMost, !deadline.isBounded());
            if (timed) {
                left = lookAfter - (System.nanoTime() - start);
            }
        }
    }

    /** Whether there is a reason to look: what a park asks last. */
    @Override
    public boolean getAsBoolean() {
        return signalled || leads.anyPassed();
    }

    private void end() {
        active = false;
        strand = null;
        HandOverAttempt met = null; // by somebody, which no attempt has told yet
        for (Branch branch : branches) {
            if (branch.attempt instanceof HandOverAttempt handOver && handOver.leaves()) {
                met = handOver;
            }
        }
        if (met != null) {
            outcome = Outcome.GRANTED;
        }
        if (handsOver) {
            synchronized (this) {
                state = IDLE;
            }
        }
        boolean over = outcome == Outcome.GRANTED || outcome == Outcome.CLOSED;
        for (Branch branch : branches) {
            boolean won = over && branch.index == winner;
            if (branch.joined && branch.isClaimed()) {
                branch.joined = false;
                if (!(won && branch.signalled)) {
                    branch.queue.wake(1); // a signal that no attempt has used
                }
            } else if (won && looking && branch.queue.mayMissSignals()) {
                branch.queue.foundByLook();
            }
            branch.signalled = false;
            if (won) {
                branch.queue.countSleeps(sleeps);
            }
            boolean ripens = branch.queue.ripens();
            if (ripens || !branch.queue.signalsEach()) {
                leave(branch); // else it might lead, and sleep on; or stay there for ever
                if (won && ripens) {
                    branch.queue.wake(1); // the next leads
                }
            }
        }
        if (met != null) {
            Attempt.Progress told = met.attempt();
            assert told == Attempt.Progress.DONE;
        }
    }

    private void leave(Branch branch) {
        if (branch.joined) {
            branch.joined = false;
            if (branch.queue.withdraw(branch)) {
                branch.queue.wake(1);
            }
        }
    }

    // What others call

    void signal() {
        signalled = true;
        Strand sleeper = strand;
        if (sleeper != null && active) {
            sleeper.unpark();
        }
    }

    boolean isListening() {
        return active;
    }

    long since() {
        return since;
    }

    /** Ends this selection by a branch that somebody hands something to. */
    synchronized boolean claim(Branch branch) {
        if (state == BUSY) {
            missed = true;
        }
        if (state != OPEN) {
            return false;
        }
        decide(branch);
        return true;
    }

    /** Ends this selection by a branch that meets a plain waiter. */
    synchronized boolean claimWith(Branch mine, Waiter other) {
        if (state != OPEN || !other.claimForHandOver()) {
            return false;
        }
        decide(mine);
        return true;
    }

    /** Ends two selections by branches that meet. */
    static boolean claimBoth(Branch mine, Branch other) {
        Selection a = mine.selection;
        Selection b = other.selection;
        if (a == b) {
            return false; // It does not meet itself.
        }
        Selection first = a.id < b.id ? a : b;
        Selection second = a.id < b.id ? b : a;
        synchronized (first) {
            synchronized (second) {
                if (b.state == BUSY) {
                    b.missed = true;
                }
                if (a.state != OPEN || b.state != OPEN) {
                    return false;
                }
                a.decide(mine);
                b.decide(other);
                return true;
            }
        }
    }

    private void decide(Branch branch) {
        state = DECIDED;
        winner = branch.index;
    }

    boolean isPlatformThread() {
        return platformThread;
    }

    String name() {
        Strand selecting = strand;
        return "select of " + (selecting == null ? "nobody" : selecting.name());
    }

    @Nullable Strand strand() {
        return active ? strand : null;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("select of ");
        for (int i = 0; i < branches.length; i++) {
            text.append(i == 0 ? "" : " | ").append(Objects.toString(branches[i].queue));
        }
        return text.toString();
    }
}

package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** The wake-up without a fence, and what makes up for it. */
@Timeout(60)
class OnePublisherWaitQueueTest {
    private static final long LOOK_1 = 50_000;
    private static final long LOOK_2 = 1_000_000;
    private static final long LOOK_3 = 20_000_000;
    private static final long LOOK_4 = 1_000_000_000;
    private static final long UNTIMED = Long.MAX_VALUE;

    private final Cell<String> cell = new Cell<>(false);

    @Test
    void aSleeperGetsWhatIsPublished() {
        Running<String> taker = Running.asleepIn(cell.items, () -> cell.take(Deadline.NEVER));

        assertThat(cell.tryPut("item")).isTrue();

        assertThat(taker.result()).isEqualTo("item");
        assertThat(cell.items.waiters()).isZero();
    }

    @Test
    void aPlatformThreadLooksForItselfAtGrowingIntervals() {
        cell.items.announce(true);

        assertThat(cell.items.recheckNanos(0)).isEqualTo(LOOK_1);
        assertThat(cell.items.recheckNanos(1)).isEqualTo(LOOK_2);
        assertThat(cell.items.recheckNanos(2)).isEqualTo(LOOK_3);
        assertThat(cell.items.recheckNanos(3)).isEqualTo(LOOK_4);
        assertThat(cell.items.recheckNanos(4)).isEqualTo(LOOK_4);
        assertThat(cell.items.recheckNanos(Integer.MAX_VALUE)).isEqualTo(LOOK_4);
    }

    @Test
    void aVirtualThreadStopsLookingAfterFourLooks() {
        cell.items.announce(false);

        assertThat(cell.items.recheckNanos(0)).isEqualTo(LOOK_1);
        assertThat(cell.items.recheckNanos(1)).isEqualTo(LOOK_2);
        assertThat(cell.items.recheckNanos(2)).isEqualTo(LOOK_3);
        assertThat(cell.items.recheckNanos(3)).isEqualTo(LOOK_4);
        assertThat(cell.items.recheckNanos(4)).isEqualTo(UNTIMED);
    }

    @Test
    void nobodyLooksOnceThePublisherHasAcknowledgedThatItFences() {
        cell.items.announce(false);
        cell.items.afterPublish(1);
        cell.items.retract();
        cell.items.announce(true);

        assertThat(cell.items.recheckNanos(0)).isEqualTo(UNTIMED);
        assertThat(cell.items.recheckNanos(9)).isEqualTo(UNTIMED);
    }

    @Test
    void aPublisherThatFencesFromTheStartIsTrustedFromTheStart() {
        Cell<String> fenced = new Cell<>(true);

        assertThat(fenced.items.recheckNanos(0)).isEqualTo(UNTIMED);
    }

    @Test
    void aPlatformThreadDoesNotMakeThePublisherFence() {
        cell.items.announce(true);
        cell.items.afterPublish(1);
        cell.items.retract();

        assertThat(cell.items.recheckNanos(0)).isEqualTo(LOOK_1);
    }

    @Test
    void aVirtualThreadMakesThePublisherFenceForGood() {
        ScriptedStrand strand = ScriptedStrand.likeAVirtualThread();
        strand.during(() -> cell.tryPut("first")).during(() -> cell.tryPut("second"));

        assertThat(take(strand)).isEqualTo("first");
        assertThat(take(strand)).isEqualTo("second");

        assertThat(strand.parks).containsExactly(LOOK_1, UNTIMED);
        assertThat(cell.items.rescues()).isZero();
    }

    @Test
    void aMissedAnnouncementIsMadeUpForAtTheNextLook() {
        ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();
        strand.during(() -> {
            cell.putInSilence("item");
            letPass(LOOK_1);
        });

        assertThat(take(strand)).isEqualTo("item");

        assertThat(cell.items.rescues()).isEqualTo(1);
    }

    @Test
    void aThreadFindsWhatItsPublisherForgotToSay() {
        Running<String> taker = Running.asleepIn(cell.items, () -> cell.take(Deadline.NEVER));

        cell.putInSilence("item");

        assertThat(taker.result()).isEqualTo("item");
        assertThat(cell.items.rescues()).isEqualTo(1);
    }

    @Test
    void aCallbackFindsWhatItsPublisherForgotToSay() {
        AtomicReference<String> taken = new AtomicReference<>();
        Cell<String>.Taking taking = cell.taking();
        AtomicLong rescues = new AtomicLong();
        cell.items.register(
                "taker",
                taking,
                (outcome, failure) -> {
                    rescues.set(cell.items.rescues());
                    taken.set(taking.taken);
                },
                null);

        cell.putInSilence("item");

        Running.await(() -> taken.get() != null);
        assertThat(taken).hasValue("item");
        assertThat(rescues).as("as its completion sees it").hasValue(1);
        assertThat(cell.items.waiters()).isZero();
    }

    @Test
    void allCallbacksFindWhatTheirPublisherForgotToSay() {
        Permits items = new Permits(0);
        OnePublisherWaitQueue queue = new OnePublisherWaitQueue("items", "take", false);
        AtomicInteger granted = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            queue.register(
                    "taker", items::attempt, (outcome, failure) -> granted.incrementAndGet(), null);
        }

        items.releaseInSilence(100);

        Running.await(() -> granted.get() == 100);
        assertThat(queue.rescues()).isEqualTo(100);
    }

    @Test
    void manyCallbacksAreLookedAfterByOneOfThem() {
        AtomicInteger attempts = new AtomicInteger();
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            cell.items.register(
                    "taker",
                    () -> {
                        attempts.incrementAndGet();
                        return Attempt.Progress.NOT_YET;
                    },
                    (outcome, failure) -> {},
                    null);
        }

        long looks = (System.nanoTime() - start) / LOOK_1;

        letPass(LOOK_1 + LOOK_2 + LOOK_3 + LOOK_4);

        // Each made one by itself; a look every 50 microseconds while they came made the others.
        assertThat(attempts).hasValueBetween(10_001, 10_000 + (int) looks + 10);
    }

    @Test
    void aCallbackIsLookedAfterNoLongerThanThePublisherCannotBeTrusted() {
        OnePublisherWaitQueue fenced = new OnePublisherWaitQueue("items", "take", true);
        AtomicInteger attempts = new AtomicInteger();
        fenced.register(
                "taker",
                () -> {
                    attempts.incrementAndGet();
                    return Attempt.Progress.NOT_YET;
                },
                (outcome, failure) -> {},
                null);

        letPass(2 * LOOK_3);

        assertThat(attempts).hasValue(1);
    }

    @Test
    void looksGrowLongerUntilASignalMakesThemStartShortAgain() {
        ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();
        strand.during(() -> letPass(LOOK_1))
                .during(() -> letPass(LOOK_2))
                .during(() -> cell.items.wake(1))
                .during(() -> letPass(LOOK_1))
                .during(() -> cell.tryPut("item"));

        assertThat(take(strand)).isEqualTo("item");

        assertThat(strand.parks).containsExactly(LOOK_1, LOOK_2, LOOK_3, LOOK_1, LOOK_2);
        assertThat(cell.items.rescues()).isZero();
        assertThat(cell.items.sleeps()).isEqualTo(5);
    }

    @Test
    void anAcknowledgementAfterTheAttemptIsNoReasonToSleepWithoutATimer() {
        ScriptedStrand strand = ScriptedStrand.likeAVirtualThread();
        strand.during(() -> letPass(LOOK_1));
        Cell<String>.Taking taking = cell.taking();
        Attempt overlooked =
                () -> {
                    Attempt.Progress progress = taking.attempt();
                    if (strand.parks.isEmpty()) {
                        cell.putInSilence("item"); // missed the announcement
                        cell.items.afterPublish(0); // acknowledges, and wakes nobody
                    }
                    return progress;
                };

        Outcome outcome = new StrandWaiter(cell.items, strand, overlooked, Deadline.NEVER).run();

        assertThat(outcome).isEqualTo(Outcome.GRANTED);
        assertThat(strand.parks).containsExactly(LOOK_1);
    }

    @Test
    void aWakeUpWithoutReasonDoesNotLengthenALook() {
        ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();
        for (int round = 0; round < 3; round++) {
            long look = OnePublisherWaitQueue.lookAfter(round);
            strand.during(() -> letPass(look));
        }
        strand.during(() -> {}).during(() -> cell.tryPut("item")); // in the look of a second

        assertThat(take(strand)).isEqualTo("item");

        long second = OnePublisherWaitQueue.lookAfter(3);
        assertThat(strand.parks.get(3)).isEqualTo(second);
        assertThat(strand.parks.get(4)).isLessThan(second);
    }

    @Test
    void aDeadlineCutsALookShort() {
        ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();
        ManualTime time = new ManualTime();
        strand.during(() -> time.advance(10));
        Cell<String>.Taking taking = cell.taking();

        Outcome outcome =
                new StrandWaiter(cell.items, strand, taking, Deadline.afterNanos(10, time)).run();

        assertThat(outcome).isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void aPublisherWakesAsManyAsItPublishedFor() {
        Permits items = new Permits(0);
        OnePublisherWaitQueue queue = new OnePublisherWaitQueue("items", "take", true);
        for (int i = 0; i < 5; i++) {
            queue.register("taker", items::attempt, (outcome, failure) -> {}, null);
        }

        items.releaseInSilence(3);
        queue.afterPublish(3);

        assertThat(items.available()).isZero();
        assertThat(queue.waiters()).isEqualTo(2);
    }

    private String take(ScriptedStrand strand) {
        Cell<String>.Taking taking = cell.taking();
        Outcome outcome = new StrandWaiter(cell.items, strand, taking, Deadline.NEVER).run();
        assertThat(outcome).isEqualTo(Outcome.GRANTED);
        return taking.taken;
    }

    /** Real time, for looks are measured in it. */
    private static void letPass(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(nanos);
        }
    }
}

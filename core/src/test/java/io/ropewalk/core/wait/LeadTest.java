package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where time alone makes attempts succeed, the first who waits sleeps until then, and whoever
 * leaves the first place hands the lead on.
 */
@Timeout(60)
class LeadTest {
    private static final long UNTIMED = Long.MAX_VALUE;

    private final ManualTime time = new ManualTime();
    private final Ripening fruits = new Ripening(time);
    private final List<String> picked = new ArrayList<>();

    private Outcome waits(ScriptedStrand strand, Attempt attempt, Deadline deadline) {
        return new StrandWaiter(fruits.queue, strand, attempt, deadline).run();
    }

    private Outcome waits(ScriptedStrand strand) {
        return waits(strand, fruits::pick, Deadline.NEVER);
    }

    private CallbackWaiter callback(String name) {
        return callback(fruits, name);
    }

    private CallbackWaiter callback(Ripening fruits, String name) {
        return fruits.queue.register(
                name,
                fruits::pick,
                (outcome, failure) -> picked.add(name + " " + (failure == null ? outcome : "!")),
                null);
    }

    @Test
    void theFirstSleepsUntilTheMoment() {
        fruits.hangUp(10);
        ScriptedStrand strand = ScriptedStrand.likeAVirtualThread();
        strand.during(() -> {
            assertThat(time.alarms()).isOne();
            time.advance(10);
        });

        assertThat(waits(strand)).isEqualTo(Outcome.GRANTED);

        assertThat(strand.parks).containsExactly(UNTIMED); // by the real clock
        assertThat(time.alarms()).isZero();
        assertThat(fruits.queue.rescues()).isZero();
    }

    @Test
    void withTheMachinesClockTheParkItselfIsTimed() {
        Ripening real = new Ripening(TimeSource.system());
        real.hangUp(System.nanoTime() + 50_000_000);
        ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();
        strand.during(() -> sleepAbout(60));

        assertThat(new StrandWaiter(real.queue, strand, real::pick, Deadline.NEVER).run())
                .isEqualTo(Outcome.GRANTED);

        assertThat(strand.parks)
                .singleElement()
                .satisfies(nanos -> assertThat(nanos).isPositive().isLessThanOrEqualTo(50_000_000));
    }

    @SuppressWarnings("ThreadSleep") // time itself is what is waited for
    private static void sleepAbout(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theOthersSetNoAlarm() {
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        ScriptedStrand other = ScriptedStrand.named("other");
        leader.during(() -> {
            int before = time.alarms();
            other.during(() -> {
                assertThat(time.alarms()).as("set by the other").isEqualTo(before);
                other.interrupt();
            });
            assertThat(waits(other)).isEqualTo(Outcome.INTERRUPTED);
            time.advance(10);
        });

        assertThat(waits(leader)).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void aLeaderThatIsServedWakesTheNextWhoLeads() {
        fruits.hangUp(10);
        fruits.hangUp(20);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> {
            callback("next");
            assertThat(time.alarms()).as("the leader's").isOne();
            time.advance(10);
        });

        assertThat(waits(leader)).isEqualTo(Outcome.GRANTED);

        assertThat(time.alarms()).as("the next one's").isOne();
        assertThat(picked).isEmpty();
        time.advance(10);
        assertThat(picked).containsExactly("next GRANTED");
    }

    @Test
    void ofTwoThatAreRipeAtOnceTheNextGetsTheSecond() {
        fruits.hangUp(10);
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> {
            callback("next");
            time.advance(10);
        });

        assertThat(waits(leader)).isEqualTo(Outcome.GRANTED);

        assertThat(picked).containsExactly("next GRANTED");
    }

    @Test
    void aLeaderThatIsInterruptedHandsTheLeadOn() {
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> {
            callback("next");
            leader.interrupt();
        });

        assertThat(waits(leader)).isEqualTo(Outcome.INTERRUPTED);

        time.advance(10);
        assertThat(picked).containsExactly("next GRANTED");
    }

    @Test
    void aLeaderWhoseTimeIsUpHandsTheLeadOn() {
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> {
            callback("next");
            time.advance(5);
        });

        assertThat(waits(leader, fruits::pick, Deadline.at(5, time))).isEqualTo(Outcome.TIMED_OUT);

        time.advance(5);
        assertThat(picked).containsExactly("next GRANTED");
    }

    @Test
    void aLeaderWhoseAttemptThrowsHandsTheLeadOn() {
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> {
            callback("next");
            time.advance(10);
        });
        boolean[] first = {true};

        assertThatThrownBy(() ->
                        waits(
                                leader,
                                () -> {
                                    if (first[0]) {
                                        first[0] = false;
                                        return Attempt.Progress.NOT_YET;
                                    }
                                    throw new IllegalStateException("attempt");
                                },
                                Deadline.NEVER))
                .hasMessage("attempt");

        assertThat(picked).containsExactly("next GRANTED");
    }

    @Test
    void aLeaderThatUsesASignalHandsTheLeadOn() {
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> {
            callback("next");
            fruits.hangUp(0);
        });

        assertThat(waits(leader)).isEqualTo(Outcome.GRANTED);

        time.advance(10);
        assertThat(picked).containsExactly("next GRANTED");
    }

    @Test
    void oneThatWasNotFirstHandsOnNothing() {
        fruits.hangUp(10);
        CallbackWaiter[] others = new CallbackWaiter[2];
        int[] attempts = {0};
        others[0] = callback("first");
        ScriptedStrand second = ScriptedStrand.named("second");
        second.during(() -> {
            others[1] =
                    fruits.queue.register(
                            "third",
                            () -> {
                                attempts[0]++;
                                return fruits.pick();
                            },
                            (outcome, failure) -> picked.add("third " + outcome),
                            null);
            second.interrupt();
        });

        assertThat(waits(second)).isEqualTo(Outcome.INTERRUPTED);

        assertThat(attempts[0]).isOne();
        time.advance(10);
        assertThat(picked).containsExactly("first GRANTED");
        assertThat(others[1].hasEnded()).isFalse();
    }

    @Test
    void anEarlierMomentMakesTheLeaderLookAnew() {
        fruits.hangUp(100);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> fruits.hangUp(10)).during(() -> time.advance(10));

        assertThat(waits(leader)).isEqualTo(Outcome.GRANTED);

        assertThat(time.nanoTime()).isEqualTo(10);
    }

    @Test
    void aLeaderWhoseFruitHasGoneSleepsUntilTheNextIsRipe() {
        fruits.hangUp(10);
        fruits.hangUp(30);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(
                        () -> {
                            fruits.drop();
                            time.advance(10);
                        })
                .during(() -> time.advance(20));

        assertThat(waits(leader)).isEqualTo(Outcome.GRANTED);

        assertThat(time.nanoTime()).isEqualTo(30);
        assertThat(fruits.queue.rescues()).isZero();
    }

    @Test
    void anItemAtItsLastMomentIsGranted() {
        fruits.hangUp(10);
        ScriptedStrand leader = ScriptedStrand.named("leader");
        leader.during(() -> time.advance(10));

        assertThat(waits(leader, fruits::pick, Deadline.at(10, time))).isEqualTo(Outcome.GRANTED);
    }

    @Test
    void forCallbacksAnAlarmRings() {
        callback("a");
        callback("b");
        fruits.hangUp(20);
        fruits.hangUp(10);
        assertThat(time.alarms()).as("one for all").isOne();

        time.advance(10);
        assertThat(picked).containsExactly("a GRANTED");
        time.advance(10);
        assertThat(picked).containsExactly("a GRANTED", "b GRANTED");
        assertThat(time.alarms()).isZero();
        assertThat(fruits.queue.rescues()).isZero();
    }

    @Test
    void aCallbackThatIsCancelledHandsTheLeadOn() {
        fruits.hangUp(10);
        CallbackWaiter first = callback("first");
        callback("second");

        assertThat(first.cancel()).isTrue();

        assertThat(time.alarms()).isOne();
        time.advance(10);
        assertThat(picked).containsExactly("first CANCELLED", "second GRANTED");
    }

    @Test
    void theLastCallbackLeavesNoAlarmBehind() {
        fruits.hangUp(10);
        CallbackWaiter first = callback("first");
        assertThat(time.alarms()).isOne();

        assertThat(first.cancel()).isTrue();

        assertThat(time.alarms()).isZero();
    }

    @Test
    void anAlarmInVainIsFollowedByTheNext() {
        callback("a");
        fruits.hangUp(10);
        fruits.hangUp(20);
        fruits.drop();

        time.advance(10);
        assertThat(picked).isEmpty();
        time.advance(10);

        assertThat(picked).containsExactly("a GRANTED");
    }

    @Test
    void aCloseTellsThoseWhoWaitForWhatIsNotThere() {
        callback("a");
        callback("b");
        fruits.hangUp(10);

        fruits.close();
        assertThat(picked).isEmpty();
        time.advance(10);

        assertThat(picked).containsExactly("a GRANTED", "b CLOSED");
    }

    @Test
    void withTheMachinesClockATimerRings() throws Exception {
        Ripening real = new Ripening(TimeSource.system());
        CountDownLatch granted = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            real.queue.register("c", real::pick, (outcome, failure) -> granted.countDown(), null);
        }
        long start = System.nanoTime();
        real.hangUp(start + 2_000_000);
        real.hangUp(start + 1_000_000);

        assertThat(granted.await(Effort.PATIENCE, TimeUnit.SECONDS)).isTrue();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void manyThreadsGetOneEach() {
        Ripening real = new Ripening(TimeSource.system());
        int count = 50;
        List<Running<Outcome>> sleepers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sleepers.add(Running.start(() -> real.queue.await(real::pick, Deadline.NEVER)));
        }
        Running.await(() -> real.queue.waiters() == count);
        long start = System.nanoTime();
        for (int i = count; i > 0; i--) {
            real.hangUp(start + i * 200_000L);
        }

        sleepers.forEach(sleeper -> assertThat(sleeper.result()).isEqualTo(Outcome.GRANTED));

        assertThat(real.queue.rescues()).isZero();
        assertThat(real.queue.waiters()).isZero();
    }
}

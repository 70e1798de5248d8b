package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Who is woken, and who keeps which place. */
@Timeout(60)
class WakeOrderTest {
    private final Permits permits = new Permits(0);
    private final ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();

    @Test
    void strandsAreWokenInTheOrderInWhichTheyCame() {
        List<Running<Outcome>> sleepers = sleepers(5);

        for (int i = 0; i < 5; i++) {
            permits.release();
            assertThat(sleepers.get(i).result()).isEqualTo(Outcome.GRANTED);
        }

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void callbacksAreGrantedInTheOrderInWhichTheyCame() {
        for (int i = 0; i < 5; i++) {
            int me = i;
            permits.acquire((outcome, failure) -> order.add(me), null);
        }

        permits.release(5);

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void aStrandThatWasOvertakenKeepsItsPlace() {
        List<Running<Outcome>> sleepers = sleepers(3);

        permits.queue.wake(1);
        sleepers.get(0).awaitAsleepIn(permits.queue);
        Running.await(() -> permits.queue.waiters() == 3);
        permits.release();

        assertThat(sleepers.get(0).result()).isEqualTo(Outcome.GRANTED);
        assertThat(order).containsExactly(0);
        permits.release(2);
        sleepers.forEach(Running::result);
    }

    @Test
    void aCallbackWhoseAttemptFailedKeepsItsPlace() {
        for (int i = 0; i < 3; i++) {
            int me = i;
            permits.acquire((outcome, failure) -> order.add(me), null);
        }

        permits.queue.wake(2);
        permits.release(3);

        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void strandsThatComeBackInReverseStandInTheirOldOrder() {
        List<CountDownLatch> gates = new ArrayList<>();
        List<Running<Outcome>> sleepers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CountDownLatch gate = new CountDownLatch(1);
            gates.add(gate);
            int me = i;
            sleepers.add(
                    Running.asleepIn(
                            permits.queue,
                            () -> {
                                Outcome outcome =
                                        permits.queue.await(new Gated(gate), Deadline.NEVER);
                                order.add(me);
                                return outcome;
                            }));
        }
        permits.queue.wake(3);

        for (int back = 1; back <= 3; back++) {
            gates.get(3 - back).countDown();
            int expected = back;
            Running.await(() -> permits.queue.waiters() == expected);
        }
        for (Running<Outcome> sleeper : sleepers) {
            sleeper.awaitAsleepIn(permits.queue);
        }

        for (int i = 0; i < 3; i++) {
            permits.release();
            sleepers.get(i).result();
        }
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void wakeOfNWakesTheFirstN() {
        List<Running<Outcome>> sleepers = sleepers(4);

        permits.release(3);

        for (int i = 0; i < 3; i++) {
            assertThat(sleepers.get(i).result()).isEqualTo(Outcome.GRANTED);
        }
        assertThat(permits.queue.waiters()).isEqualTo(1);
        assertThat(sleepers.get(3).isDone()).isFalse();
        permits.release();
        sleepers.get(3).result();
    }

    @Test
    void wakeOfZeroOrLessWakesNobody() {
        int[] attempts = {0};
        permits.queue.register(
                "c",
                () -> {
                    attempts[0]++;
                    return Attempt.Progress.NOT_YET;
                },
                (outcome, failure) -> {},
                null);

        permits.queue.wake(0);
        permits.queue.wake(-1);
        permits.queue.wake(Integer.MIN_VALUE);

        assertThat(attempts[0]).isEqualTo(1);
        assertThat(permits.queue.waiters()).isEqualTo(1);
    }

    @Test
    void wakeAllWakesAll() {
        List<Running<Outcome>> sleepers = sleepers(4);

        permits.close();

        for (Running<Outcome> sleeper : sleepers) {
            assertThat(sleeper.result()).isEqualTo(Outcome.CLOSED);
        }
        assertThat(permits.queue.waiters()).isZero();
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void wakingAllTriesTheFirstCallbackAndTheOthersOnlyWhenItSucceeds() {
        int[] attempts = {0};
        for (int i = 0; i < 10; i++) {
            permits.queue.register(
                    "c",
                    () -> {
                        attempts[0]++;
                        return permits.attempt();
                    },
                    (outcome, failure) -> {},
                    null);
        }
        attempts[0] = 0;

        permits.queue.wakeAll();
        assertThat(attempts[0]).isEqualTo(1);

        permits.releaseInSilence(3);
        permits.queue.wakeAll();
        assertThat(attempts[0]).isEqualTo(1 + 3 + 1);
        assertThat(permits.queue.waiters()).isEqualTo(7);
    }

    @Test
    void callbacksAreGrantedInTheirOrderWhoeverWakesThem() {
        registerMeddled(1, () -> inAnotherThread(permits::release));
        register(2);

        permits.release();

        assertThat(order).containsExactly(1, 2);
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void aSignalDuringAFailedAttemptIsTheFirstOnesAndNotTheNexts() {
        registerMeddledAfterwards(1, () -> inAnotherThread(permits::release));
        register(2);

        permits.queue.wake(1);

        assertThat(order).containsExactly(1);
        assertThat(permits.queue.waiters()).isEqualTo(1);
    }

    @Test
    void aLookWaitsForTheOneThatIsBeingGranted() {
        registerMeddled(
                1,
                () ->
                        inAnotherThread(() -> {
                            permits.releaseInSilence(1);
                            assertThat(permits.queue.lookForCallbacks()).isTrue();
                        }));
        register(2);

        permits.release();

        assertThat(order).containsExactly(1, 2);
    }

    @Test
    void strandsAndCallbacksAreWokenByOneWakeOfSeveral() {
        register(1);
        Running<Outcome> strand = sleepers(1).get(0);
        register(2);
        register(3);

        permits.release(4);

        assertThat(strand.result()).isEqualTo(Outcome.GRANTED);
        assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(order.stream().filter(i -> i > 0)).containsExactly(1, 2, 3);
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void wakingAllWakesTheStrandsBehindACallbackThatFails() {
        register(1);
        register(2);
        int[] attempts = {0};
        Running<Outcome> strand =
                Running.asleepIn(
                        permits.queue,
                        () ->
                                permits.queue.await(
                                        () -> {
                                            attempts[0]++;
                                            return permits.attempt();
                                        },
                                        Deadline.NEVER));

        permits.queue.wakeAll();
        Running.await(() -> permits.queue.waiters() == 3);
        strand.awaitAsleepIn(permits.queue);
        permits.queue.wakeOneByOne(3);
        Running.await(() -> permits.queue.waiters() == 3);
        strand.awaitAsleepIn(permits.queue);
        permits.close();

        assertThat(strand.result()).isEqualTo(Outcome.CLOSED);
        // The first, then two for each wake: with the signal, and again after taking its place.
        assertThat(attempts[0]).isEqualTo(1 + 2 + 2 + 1);
    }

    @Test
    void aGrantThatBreaksDownGoesBackToItsPlaceAndHoldsNobodyUp() {
        BreaksOnce queue = new BreaksOnce();
        for (int i = 1; i <= 2; i++) {
            int me = i;
            queue.register("c", permits::attempt, (outcome, failure) -> order.add(me), null);
        }
        permits.releaseInSilence(2);
        queue.breaks = true;

        String log = CallbackTest.logOf(() -> queue.wake(1));

        assertThat(log).contains("could not grant c").contains("broken on purpose");
        assertThat(queue.waiters()).isEqualTo(2);
        queue.wake(2);
        assertThat(order).containsExactly(1, 2);
    }

    @Test
    void wakingOneByOneTriesEachOnceThoughItComesBackToItsPlace() {
        List<Running<Outcome>> sleepers = sleepers(3);

        permits.queue.wakeOneByOne(3);

        for (Running<Outcome> sleeper : sleepers) {
            sleeper.awaitAsleepIn(permits.queue);
        }
        Running.await(() -> permits.queue.waiters() == 3);
        permits.releaseInSilence(2);
        permits.queue.wakeOneByOne(2);
        assertThat(sleepers.get(0).result()).isEqualTo(Outcome.GRANTED);
        assertThat(sleepers.get(1).result()).isEqualTo(Outcome.GRANTED);
        assertThat(permits.queue.waiters()).isEqualTo(1);
        permits.release();
        sleepers.get(2).result();
    }

    @Test
    void wakingOneByOneGoesOnPastAWaiterThatComesBackAtOnce() {
        int[] attempts = {0, 0, 0};
        for (int i = 0; i < 3; i++) {
            int me = i;
            new ReturningWaiter(permits.queue, () -> attempts[me]++).join();
        }

        permits.queue.wakeOneByOne(3);

        assertThat(attempts).containsExactly(1, 1, 1);
        permits.queue.wakeOneByOne(2);
        assertThat(attempts).containsExactly(2, 2, 1);
    }

    @Test
    void wakingOneByOneGrantsCallbacksInTheirOrder() {
        for (int i = 1; i <= 4; i++) {
            register(i);
        }
        permits.releaseInSilence(3);

        permits.queue.wakeOneByOne(4);

        assertThat(order).containsExactly(1, 2, 3);
        assertThat(permits.queue.waiters()).isEqualTo(1);
    }

    @Test
    void wakingOneByOneMeetsAGrantUnderWay() {
        registerMeddled(
                1,
                () ->
                        inAnotherThread(() -> {
                            permits.releaseInSilence(2);
                            permits.queue.wakeOneByOne(2);
                        }));
        register(2);
        register(3);

        permits.release();

        assertThat(order).containsExactly(1, 2, 3);
    }

    private void register(int me) {
        permits.acquire((outcome, failure) -> order.add(me), null);
    }

    /** Registers a callback, during whose second attempt something happens first. */
    private void registerMeddled(int me, Runnable happening) {
        int[] attempts = {0};
        permits.queue.register(
                "meddled",
                () -> {
                    if (++attempts[0] == 2) {
                        happening.run();
                    }
                    return permits.attempt();
                },
                (outcome, failure) -> order.add(me),
                null);
    }

    /** Registers a callback, during whose second attempt something happens in the end. */
    private void registerMeddledAfterwards(int me, Runnable happening) {
        int[] attempts = {0};
        permits.queue.register(
                "meddled",
                () -> {
                    Attempt.Progress progress = permits.attempt();
                    if (++attempts[0] == 2) {
                        happening.run();
                    }
                    return progress;
                },
                (outcome, failure) -> order.add(me),
                null);
    }

    private static void inAnotherThread(Runnable action) {
        Running.start(
                        () -> {
                            action.run();
                            return true;
                        })
                .result();
    }

    /** Takes its old place again as soon as it is signalled. */
    private static final class ReturningWaiter extends Waiter {
        private final Runnable signalled;

        ReturningWaiter(WaitQueue queue, Runnable signalled) {
            super(queue);
            this.signalled = signalled;
        }

        void join() {
            queue.join(this);
        }

        @Override
        void signal() {
            signalled.run();
            queue.rejoin(this);
        }

        @Override
        boolean isPlatformThread() {
            return true;
        }

        @Override
        String name() {
            return "returning";
        }

        @Override
        Strand strand() {
            return null;
        }
    }

    /** Fails between the claim and the attempt. */
    private static final class BreaksOnce extends WaitQueue {
        boolean breaks;

        BreaksOnce() {
            super("broken queue", "acquire");
        }

        @Override
        protected void announce(boolean platformThread) {}

        @Override
        protected void retract() {}

        @Override
        protected long recheckNanos(int round) {
            if (breaks) {
                breaks = false;
                throw new IllegalStateException("broken on purpose");
            }
            return Long.MAX_VALUE;
        }
    }

    /** Threads that sleep in the queue in the order of their numbers. */
    private List<Running<Outcome>> sleepers(int count) {
        List<Running<Outcome>> sleepers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int me = i;
            sleepers.add(
                    Running.asleepIn(
                            permits.queue,
                            () -> {
                                Outcome outcome = permits.acquire();
                                order.add(me);
                                return outcome;
                            }));
        }
        return sleepers;
    }

    /** Fails at the first attempt, and at the second when its gate opens. */
    private final class Gated implements Attempt {
        private final CountDownLatch gate;
        private int attempts;

        Gated(CountDownLatch gate) {
            this.gate = gate;
        }

        @Override
        public Progress attempt() {
            if (++attempts == 2) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return Progress.NOT_YET;
            }
            return permits.attempt();
        }
    }
}

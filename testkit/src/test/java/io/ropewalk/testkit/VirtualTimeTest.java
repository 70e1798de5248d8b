package io.ropewalk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;
import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> rung = new ArrayList<>();

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(time.nanoTime()).isZero();

        time.advance(Duration.ofSeconds(1));

        assertThat(time.nanoTime()).isEqualTo(1_000_000_000L);
    }

    @Test
    void canBeMovedToAReading() {
        time.advanceTo(5);

        assertThat(time.nanoTime()).isEqualTo(5);
    }

    @Test
    void neverGoesBack() {
        time.advanceTo(5);

        assertThatThrownBy(() -> time.advanceTo(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(time.nanoTime()).isEqualTo(5);
    }

    @Test
    void ringsAnAlarmAtItsTimeAndNotBefore() {
        time.alarmAt(10, () -> rung.add("at " + time.nanoTime()));

        time.advanceTo(9);
        assertThat(rung).isEmpty();
        time.advanceTo(30);

        assertThat(rung).containsExactly("at 10");
        assertThat(time.nanoTime()).isEqualTo(30);
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void ringsAtOnceWhenTheTimeHasPassed() {
        time.advanceTo(10);

        time.alarmAt(10, () -> rung.add("now")).forget();

        assertThat(rung).containsExactly("now");
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void ringsInTheOrderOfTimesAndThenOfRequests() {
        time.alarmAt(20, () -> rung.add("20"));
        time.alarmAt(10, () -> rung.add("10 a"));
        time.alarmAt(10, () -> rung.add("10 b"));

        time.advanceTo(20);

        assertThat(rung).containsExactly("10 a", "10 b", "20");
    }

    @Test
    void ringsWhatAnAlarmAsksForOnTheWay() {
        time.alarmAt(10, () -> time.alarmAt(15, () -> rung.add("at " + time.nanoTime())));

        time.advanceTo(20);

        assertThat(rung).containsExactly("at 15");
    }

    @Test
    void doesNotRingWhatWasForgotten() {
        TimeSource.Alarm alarm = time.alarmAt(10, () -> rung.add("forgotten"));

        alarm.forget();
        alarm.forget();
        time.advanceTo(20);

        assertThat(rung).isEmpty();
    }

    @Test
    void mayWrap() {
        VirtualTime wrapping = new VirtualTime(Long.MAX_VALUE - 1);
        wrapping.alarmAt(Long.MIN_VALUE + 3, () -> rung.add("second"));
        wrapping.alarmAt(Long.MAX_VALUE, () -> rung.add("first"));

        wrapping.advance(Duration.ofNanos(2));
        assertThat(rung).containsExactly("first");
        wrapping.advance(Duration.ofNanos(3));

        assertThat(rung).containsExactly("first", "second");
    }

    @Test
    void passesADeadline() {
        Deadline deadline = Deadline.after(Duration.ofDays(1), time);

        time.advance(Duration.ofDays(1).minusNanos(1));
        assertThat(deadline.hasPassed()).isFalse();
        time.advance(Duration.ofNanos(1));

        assertThat(deadline.hasPassed()).isTrue();
    }

    @Test
    void tellsWhenAnotherThreadSleeps() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofDays(1), time);
        Thread sleeper =
                new Thread(() -> {
                    Thread self = Thread.currentThread();
                    deadline.alarm(() -> LockSupport.unpark(self));
                    while (!deadline.hasPassed()) {
                        LockSupport.park(deadline);
                    }
                });
        sleeper.start();

        time.awaitSleepers(1);
        time.advance(Duration.ofDays(1));

        sleeper.join();
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void losesPatienceWhenNobodySleeps() {
        assertThatThrownBy(() -> time.awaitSleepers(1, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("0 sleepers");
    }

    @Test
    void stopsWaitingForSleepersWhenInterrupted() {
        BackgroundCall<@Nullable Void> call = BackgroundCall.of(() -> time.awaitSleepers(1));
        call.awaitAsleep();

        call.interrupt();

        assertThat(call.failure()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void canBeMovedByManyThreadsWithoutLosingAnAlarm() throws Exception {
        List<BackgroundCall<@Nullable Void>> movers = new ArrayList<>();
        List<Long> readings = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            time.alarmAt(
                    i,
                    () -> {
                        synchronized (readings) {
                            readings.add(time.nanoTime());
                        }
                    });
        }

        for (int i = 0; i < 4; i++) {
            movers.add(
                    BackgroundCall.of(() -> {
                        for (int step = 0; step < 250; step++) {
                            time.advance(Duration.ofNanos(1));
                        }
                    }));
        }
        for (BackgroundCall<@Nullable Void> mover : movers) {
            mover.result();
        }
        time.advanceTo(Math.max(1000, time.nanoTime()));

        assertThat(readings).hasSize(1000);
    }
}

package io.ropewalk.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Deadlines at the ends of what a long can count. */
class DeadlineTest {
    private final AtomicLong now = new AtomicLong();
    private final TimeSource time = now::get;

    @Test
    void aDeadlinePassesAtItsMoment() {
        Deadline deadline = Deadline.after(Duration.ofNanos(10), time);

        now.set(9);
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remainingNanos()).isEqualTo(1);
        now.set(10);
        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.remainingNanos()).isZero();
        now.set(15);
        assertThat(deadline.remainingNanos()).isEqualTo(-5);
    }

    @Test
    void aDeadlineAtAReadingPassesWhenTheClockReadsThat() {
        now.set(Long.MAX_VALUE);
        Deadline deadline = Deadline.at(Long.MIN_VALUE + 4, time);

        assertThat(deadline.remainingNanos()).isEqualTo(5);
        assertThat(deadline.hasPassed()).isFalse();
        now.set(Long.MIN_VALUE + 4);
        assertThat(deadline.hasPassed()).isTrue();
    }

    @Test
    void deadlinesAreComparedByTheirMoments() {
        Deadline earlier = Deadline.at(Long.MAX_VALUE, time);
        Deadline later = Deadline.at(Long.MIN_VALUE, time); // one nanosecond later

        assertThat(earlier.isBefore(later)).isTrue();
        assertThat(later.isBefore(earlier)).isFalse();
        assertThat(earlier.isBefore(earlier)).isFalse();
        assertThat(earlier.isBefore(Deadline.NEVER)).isTrue();
        assertThat(Deadline.NEVER.isBefore(earlier)).isFalse();
        assertThat(Deadline.NEVER.isBefore(Deadline.NEVER)).isFalse();
    }

    @Test
    void deadlinesOfDifferentClocksAreComparedByWhatIsLeft() {
        TimeSource ahead = () -> now.get() + 1_000;
        now.set(0);

        assertThat(Deadline.at(1_005, ahead).isBefore(Deadline.at(6, time))).isTrue();
        assertThat(Deadline.at(1_005, ahead).isBefore(Deadline.at(5, time))).isFalse();
    }

    @Test
    void zeroHasPassedAlready() {
        assertThat(Deadline.after(Duration.ZERO, time).hasPassed()).isTrue();
        assertThat(Deadline.afterNanos(0, time).hasPassed()).isTrue();
    }

    @Test
    void aNegativeDurationHasPassedAlready() {
        assertThat(Deadline.after(Duration.ofSeconds(-1), time).hasPassed()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE), time).hasPassed()).isTrue();
        assertThat(Deadline.afterNanos(Long.MIN_VALUE, time).remainingNanos()).isZero();
    }

    @Test
    void moreThanALongCanCountIsNever() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), time);

        assertThat(deadline).isSameAs(Deadline.NEVER);
        assertThat(deadline.isBounded()).isFalse();
        now.set(Long.MAX_VALUE);
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theMostNanosecondsMeanNever() {
        assertThat(Deadline.afterNanos(Long.MAX_VALUE, time)).isSameAs(Deadline.NEVER);
        assertThat(Deadline.afterNanos(Long.MAX_VALUE / 2, time)).isSameAs(Deadline.NEVER);
        assertThat(Deadline.afterNanos(Long.MAX_VALUE / 2 - 1, time).isBounded()).isTrue();
    }

    @Test
    void aClockThatWrapsIsReadByItsDifferences() {
        now.set(Long.MAX_VALUE - 5);
        Deadline deadline = Deadline.after(Duration.ofNanos(10), time);

        assertThat(deadline.hasPassed()).isFalse();
        now.set(Long.MIN_VALUE); // six nanoseconds later
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remainingNanos()).isEqualTo(4);
        now.set(Long.MIN_VALUE + 4);
        assertThat(deadline.hasPassed()).isTrue();
    }

    @Test
    void aLongDeadlineSurvivesAWrapToo() {
        now.set(Long.MAX_VALUE - 5);
        Deadline deadline = Deadline.afterNanos(Long.MAX_VALUE / 2 - 1, time);

        assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE / 2 - 1);
        now.addAndGet(100);
        assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE / 2 - 101);
    }

    @Test
    void durationsSaturate() {
        assertThat(Deadline.saturatedNanos(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.saturatedNanos(Duration.ofSeconds(Long.MIN_VALUE)))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(Deadline.saturatedNanos(Duration.ofNanos(Long.MAX_VALUE)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.saturatedNanos(Duration.ofNanos(-7))).isEqualTo(-7);
        assertThat(Deadline.saturatedNanos(Duration.ofSeconds(2, 3))).isEqualTo(2_000_000_003L);
    }

    @Test
    void theMachinesClockNeedsNoAlarm() {
        assertThat(Deadline.after(Duration.ofHours(1)).alarm(() -> {})).isNull();
        assertThat(Deadline.NEVER.alarm(() -> {})).isNull();
    }

    @Test
    void aClockIsAskedForAnAlarmAtTheMoment() {
        AtomicLong at = new AtomicLong();
        TimeSource ringing =
                new TimeSource() {
                    @Override
                    public long nanoTime() {
                        return 5;
                    }

                    @Override
                    public Alarm alarmAt(long nanoTime, Runnable ring) {
                        at.set(nanoTime);
                        return () -> {};
                    }
                };

        assertThat(Deadline.afterNanos(10, ringing).alarm(() -> {})).isNotNull();

        assertThat(at).hasValue(15);
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> Deadline.after(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Deadline.afterNanos(1, null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void aDeadlineSaysHowLongIsLeft() {
        assertThat(Deadline.after(Duration.ofSeconds(2), time)).hasToString("Deadline[in PT2S]");
        assertThat(Deadline.NEVER).hasToString("Deadline[never]");
        assertThat(TimeSource.system()).hasToString("TimeSource.system()");
    }
}

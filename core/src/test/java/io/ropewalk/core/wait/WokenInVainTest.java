package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A strand that was overtaken by one that never slept: it waits on as if it had not woken. */
class WokenInVainTest {
    private final Permits permits = new Permits(0);
    private final ScriptedStrand strand = ScriptedStrand.likeAPlatformThread();
    private final List<String> granted = new ArrayList<>();

    @Test
    void itIsAnnouncedAgain() {
        strand.during(() -> permits.queue.wake(1))
                .during(() -> {
                    assertThat(permits.announced()).isTrue();
                    permits.release();
                });

        assertThat(await(permits::attempt)).isEqualTo(Outcome.GRANTED);
        assertThat(permits.announced()).isFalse();
    }

    @Test
    void itStandsBeforeThoseWhoCameAfterIt() {
        strand.during(
                        () -> {
                            permits.acquire(
                                    (outcome, failure) -> granted.add("the later one"), null);
                            permits.queue.wake(1);
                        })
                .during(() -> {
                    permits.release();
                    assertThat(granted).isEmpty();
                });

        assertThat(await(permits::attempt)).isEqualTo(Outcome.GRANTED);

        assertThat(permits.queue.waiters()).isEqualTo(1);
    }

    @Test
    void itTriesOnceMoreAfterItIsAnnouncedAgain() {
        strand.during(() -> permits.queue.wake(1));
        Attempt tooEarly =
                () -> {
                    Attempt.Progress progress = permits.attempt();
                    if (strand.parks.size() == 1 && permits.queue.waiters() == 0) {
                        permits.release(); // sees no announcement
                    }
                    return progress;
                };

        assertThat(await(tooEarly)).isEqualTo(Outcome.GRANTED);

        assertThat(strand.parks).hasSize(1);
    }

    private Outcome await(Attempt attempt) {
        return new StrandWaiter(permits.queue, strand, attempt, Deadline.NEVER).run();
    }
}

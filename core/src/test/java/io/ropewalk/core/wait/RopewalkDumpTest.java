package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Dump;
import io.ropewalk.core.Ropewalk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** What a dump of this JVM finds. */
@Timeout(60)
class RopewalkDumpTest {
    private final String id = UUID.randomUUID().toString();

    @Test
    void aDumpNamesWhatIsWaitedForAndHowLong() {
        Permits permits = new Permits(0, id);
        Running<Outcome> sleeper = Running.asleepIn(permits.queue, permits::acquire);
        long start = System.nanoTime();
        Running.await(() -> System.nanoTime() - start > 5_000_000);

        Dump.Site site = mySite();

        assertThat(site.operation()).isEqualTo("acquire");
        assertThat(site.owner()).isNull();
        assertThat(site.waiting()).isEqualTo(1);
        assertThat(site.waits()).extracting(Dump.Wait::name).containsExactly("running");
        assertThat(site.waits().get(0).age()).isGreaterThan(Duration.ofMillis(5));
        assertThat(Ropewalk.dump().toString()).contains("acquire on " + id + ": 1 waiting");
        permits.release();
        sleeper.result();
    }

    @Test
    void aDumpNamesAHundredWaitsOfASiteAndCountsTheOthers() {
        Permits permits = new Permits(0, id);
        for (int i = 0; i < 250; i++) {
            permits.acquire((outcome, failure) -> {}, null);
        }

        assertThat(mySite().waits()).hasSize(100);
        assertThat(mySite().waiting()).isEqualTo(250);
        assertThat(Ropewalk.dump().toString()).contains("and 150 more");
        permits.release(250);
    }

    @Test
    void threadsThatOwnWhatTheOtherWantsAreADeadlock() throws Exception {
        Permits first = new Permits(0, "first " + id);
        Permits second = new Permits(0, "second " + id);
        // So many wait ahead that none of the two is among the waits that a dump names.
        for (int i = 0; i < 200; i++) {
            first.acquire((outcome, failure) -> {}, null);
        }
        CyclicBarrier bothOwn = new CyclicBarrier(2);
        Running<Outcome> one = owns(first, second, bothOwn);
        Running<Outcome> other = owns(second, first, bothOwn);
        one.awaitAsleepIn(second.queue);
        other.awaitAsleepIn(first.queue);

        Dump dump = Ropewalk.dump();

        assertThat(dump.deadlocks())
                .filteredOn(deadlock -> deadlock.links().get(0).subject().endsWith(id))
                .singleElement()
                .satisfies(deadlock ->
                        assertThat(deadlock.links())
                                .containsExactlyInAnyOrder(
                                        link("first " + id), link("second " + id)));
        one.interrupt();
        other.interrupt();
        assertThat(one.result()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(other.result()).isEqualTo(Outcome.INTERRUPTED);
        first.release(200);
        assertThat(Ropewalk.dump().toString()).doesNotContain(id);
    }

    private static Running<Outcome> owns(Permits mine, Permits wanted, CyclicBarrier bothOwn) {
        return Running.start(() -> {
            mine.ownedBy(Strand.current());
            bothOwn.await(20, TimeUnit.SECONDS);
            return wanted.acquire();
        });
    }

    private static Dump.Link link(String subject) {
        return new Dump.Link("running", "acquire", subject, "running");
    }

    private Dump.Site mySite() {
        return Ropewalk.dump().sites().stream()
                .filter(site -> site.subject().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.Dump;
import io.ropewalk.core.Ropewalk;

import jdk.jfr.consumer.RecordedEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.UUID;

/** Reports that name virtual threads, which no thread dump and no park event does. */
@Timeout(120)
class EventsVirtualTest {
    private final String id = "subject " + UUID.randomUUID();
    private final Permits permits = new Permits(0, id);

    @Test
    void aWaitOfAVirtualThreadIsRecorded() {
        List<RecordedEvent> events =
                Recorded.events(
                        "ropewalk.Wait",
                        5,
                        () -> {
                            Running<Outcome> sleeper = asleep();
                            long start = System.nanoTime();
                            Running.await(() -> System.nanoTime() - start >= 6_000_000);
                            permits.release();
                            assertThat(sleeper.result()).isEqualTo(Outcome.GRANTED);
                        });

        assertThat(events)
                .filteredOn(event -> id.equals(event.getString("subject")))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.getString("strand")).isEqualTo("a virtual one"));
    }

    @Test
    void aDumpNamesVirtualThreads() {
        Running<Outcome> sleeper = asleep();

        Dump dump = Ropewalk.dump();

        assertThat(dump.sites())
                .filteredOn(site -> site.subject().equals(id))
                .singleElement()
                .satisfies(
                        site -> assertThat(site.waits().get(0).name()).isEqualTo("a virtual one"));
        permits.release();
        sleeper.result();
    }

    private Running<Outcome> asleep() {
        Running<Outcome> sleeper =
                Running.start(
                        permits::acquire,
                        body -> Thread.ofVirtual().name("a virtual one").start(body));
        sleeper.awaitAsleepIn(permits.queue);
        return sleeper;
    }
}

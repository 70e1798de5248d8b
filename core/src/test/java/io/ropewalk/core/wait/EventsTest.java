package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.core.Ropewalk;

import jdk.jfr.consumer.RecordedEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.UUID;

/** What the JDK's flight recorder gets to know. */
@Timeout(120)
class EventsTest {
    private final String id = "subject " + UUID.randomUUID();
    private final Permits permits = new Permits(0, id);

    @Test
    void aWaitLongerThanTheThresholdIsRecorded() {
        permits.ownedBy(ScriptedStrand.named("an owner"));

        List<RecordedEvent> events =
                Recorded.events("ropewalk.Wait", 5, () -> waitAndBeGranted(6_000_000));

        assertThat(mine(events)).singleElement().satisfies(this::saysWhatWasWaitedFor);
    }

    private void saysWhatWasWaitedFor(RecordedEvent event) {
        assertThat(event.getString("operation")).isEqualTo("acquire");
        assertThat(event.getString("subject")).isEqualTo(id);
        assertThat(event.getString("owner")).isEqualTo("an owner");
        assertThat(event.getString("strand")).isEqualTo("running");
        assertThat(event.getString("outcome")).isEqualTo("GRANTED");
        assertThat(event.getDuration().toNanos()).isGreaterThanOrEqualTo(5_000_000);
        assertThat(event.getStackTrace().getFrames())
                .anySatisfy(frame ->
                        assertThat(frame.getMethod().getType().getName())
                                .isEqualTo(Permits.class.getName()));
    }

    @Test
    void aCallbacksWaitIsRecorded() {
        List<RecordedEvent> events =
                Recorded.events(
                        "ropewalk.Wait",
                        0,
                        () -> {
                            permits.queue.register(
                                    "a callback", permits::attempt, (outcome, failure) -> {}, null);
                            permits.release(1);
                        });

        assertThat(mine(events))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("strand")).isEqualTo("a callback");
                    assertThat(event.getString("outcome")).isEqualTo("GRANTED");
                });
    }

    @Test
    void fullAndEmptyAreRecordedOnDemand() {
        for (String name : List.of("ropewalk.Full", "ropewalk.Empty")) {
            List<RecordedEvent> events =
                    Recorded.events(
                            name,
                            0,
                            () -> {
                                FullEvent.emit(id);
                                EmptyEvent.emit(id);
                            });

            assertThat(mine(events)).hasSize(1);
        }
    }

    @Test
    void aWaitShorterThanTheThresholdIsNotRecorded() {
        List<RecordedEvent> events =
                Recorded.events("ropewalk.Wait", 60_000, () -> waitAndBeGranted(0));

        assertThat(mine(events)).isEmpty();
    }

    @Test
    void nothingIsOnWhenNobodyRecords() {
        waitAndBeGranted(0);
        assertThat(WaitEvent.isOn()).isFalse();

        CloseEvent.emit(id, "close", null);
        List<RecordedEvent> events = Recorded.events("ropewalk.Wait", 0, () -> {});

        assertThat(mine(events)).isEmpty();
    }

    @Test
    void aSubjectThatCannotBeNamedCostsNobodyAPermit() {
        Permits nameless =
                new Permits(
                        0,
                        new Object() {
                            @Override
                            public String toString() {
                                throw new StackOverflowError();
                            }
                        });

        Recorded.events(
                "ropewalk.Wait",
                0,
                () -> {
                    Running<Outcome> sleeper = Running.asleepIn(nameless.queue, nameless::acquire);
                    nameless.release();
                    assertThat(sleeper.result()).isEqualTo(Outcome.GRANTED);
                });

        assertThat(nameless.available()).isZero();
    }

    @Test
    void aCloseIsRecorded() {
        List<RecordedEvent> events =
                Recorded.events(
                        "ropewalk.Close",
                        0,
                        () -> {
                            CloseEvent.emit(id, "close", new IllegalStateException("why"));
                            CloseEvent.emit(id, "cancel", null);
                        });

        assertThat(mine(events))
                .extracting(event -> event.getString("kind"), event -> event.getString("cause"))
                .containsExactly(
                        tuple("close", "java.lang.IllegalStateException: why"),
                        tuple("cancel", null));
    }

    @Test
    void aDeadlockThatADumpFindsIsRecorded() {
        Running<Outcome> sleeper =
                Running.asleepIn(
                        permits.queue,
                        () -> {
                            permits.ownedBy(Strand.current());
                            return permits.acquire();
                        });

        List<RecordedEvent> events = Recorded.events("ropewalk.Deadlock", 0, () -> Ropewalk.dump());

        assertThat(events)
                .anySatisfy(event ->
                        assertThat(event.getString("report"))
                                .isEqualTo(
                                        "running waits to acquire " + id + ", owned by running\n"));
        permits.release();
        sleeper.result();
    }

    private void waitAndBeGranted(long nanos) {
        Running<Outcome> sleeper = Running.asleepIn(permits.queue, permits::acquire);
        long start = System.nanoTime();
        Running.await(() -> System.nanoTime() - start >= nanos);
        permits.release();
        assertThat(sleeper.result()).isEqualTo(Outcome.GRANTED);
    }

    private List<RecordedEvent> mine(List<RecordedEvent> events) {
        return events.stream().filter(event -> id.equals(event.getString("subject"))).toList();
    }
}

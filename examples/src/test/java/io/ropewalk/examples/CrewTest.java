package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

@Timeout(30)
class CrewTest {
    private final List<Throwable> stoppedBecauseOf = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Crew crew() {
        return new Crew(cause -> {
            stoppedBecauseOf.add(cause);
            stopped.countDown();
        });
    }

    @Test
    void comesBackWhenAllHaveEnded() throws Exception {
        List<String> done = new ArrayList<>(); // plain: join makes it visible
        CountDownLatch first = new CountDownLatch(1);
        Crew crew = crew();
        crew.add(
                "second",
                () -> {
                    first.await();
                    done.add("second");
                });
        crew.add(
                "first",
                () -> {
                    done.add("first");
                    first.countDown();
                });
        crew.run();
        assertThat(done).containsExactly("first", "second");
        assertThat(stoppedBecauseOf).isEmpty();
    }

    @Test
    void runsAllAtTheSameTime() throws Exception {
        CyclicBarrier all = new CyclicBarrier(3);
        Crew crew = crew();
        for (int i = 0; i < 3; i++) {
            crew.add("member", all::await);
        }
        crew.run(); // would time out
    }

    @Test
    void throwsTheFirstFailureAfterStoppingTheOthers() {
        Exception failure = new Exception("first");
        Exception consequence = new Exception("second");
        Crew crew = crew();
        crew.add(
                "fails",
                () -> {
                    throw failure;
                });
        crew.add(
                "is stopped",
                () -> {
                    stopped.await();
                    throw consequence;
                });
        assertThatThrownBy(crew::run).isSameAs(failure);
        assertThat(stoppedBecauseOf).containsExactly(failure);
        assertThat(failure).hasSuppressedException(consequence);
    }

    @Test
    void doesNotRepeatAFailureThatOthersOnlyPassOn() {
        Exception failure = new Exception("first");
        Crew crew = crew();
        crew.add(
                "fails",
                () -> {
                    throw failure;
                });
        crew.add(
                "passes it on",
                () -> {
                    stopped.await();
                    throw new IllegalStateException("closed", failure);
                });
        assertThatThrownBy(crew::run).isSameAs(failure).hasNoSuppressedExceptions();
    }

    @Test
    void throwsErrorsAsTheyAre() {
        Crew crew = crew();
        crew.add(
                "fails",
                () -> {
                    throw new AssertionError("wrong");
                });
        assertThatThrownBy(crew::run).isInstanceOf(AssertionError.class).hasMessage("wrong");
    }

    @Test
    void stopsWhenItsCallerIsInterrupted() {
        Crew crew = crew();
        crew.add("waits", stopped::await);
        Thread.currentThread().interrupt();
        assertThatThrownBy(crew::run).isInstanceOf(InterruptedException.class);
        assertThat(stoppedBecauseOf).hasSize(1);
    }

    @Test
    void takesMembersOfAnyKind() throws Exception {
        List<Thread> seen = new ArrayList<>();
        Crew crew = crew();
        crew.add(Thread.ofVirtual().name("light"), () -> seen.add(Thread.currentThread()));
        crew.run();
        assertThat(seen).singleElement().matches(Thread::isVirtual);
    }

    @Test
    void canStopByInterrupting() {
        Exception failure = new Exception("first");
        CountDownLatch never = new CountDownLatch(1);
        Crew crew = Crew.stoppedByInterrupt();
        crew.add("waits", never::await);
        crew.add(
                "fails",
                () -> {
                    throw failure;
                });
        assertThatThrownBy(crew::run).isSameAs(failure);
    }
}

package io.ropewalk.core.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.core.time.Deadline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What is waited for now can be found, and nothing is kept alive for it. */
@Timeout(60)
class WaitRegistryTest {
    private final String subject = "subject " + UUID.randomUUID();
    private final Permits permits = new Permits(0, subject);

    @Test
    void aQueueIsReportedFromItsFirstWaiterToItsLast() {
        assertThat(mySites()).isEmpty();

        CallbackWaiter first = permits.acquire((outcome, failure) -> {}, null);
        CallbackWaiter second = permits.acquire((outcome, failure) -> {}, null);
        assertThat(mySites()).hasSize(1);
        first.cancel();
        assertThat(mySites()).hasSize(1);
        second.cancel();

        assertThat(mySites()).isEmpty();
    }

    @Test
    void aQueueIsReportedOnceEachTimeThatSomebodyWaits() {
        for (int i = 0; i < 3; i++) {
            CallbackWaiter waiter = permits.acquire((outcome, failure) -> {}, null);
            assertThat(mySites()).hasSize(1);
            permits.queue.wake(1); // claimed, attempted in vain, back again
            assertThat(mySites()).hasSize(1);
            waiter.cancel();
            assertThat(mySites()).isEmpty();
        }
    }

    @Test
    void aSiteSaysWhoWaitsForWhatAndWhoOwnsIt() {
        Strand owner = Strand.current();
        permits.ownedBy(owner);
        permits.acquire((outcome, failure) -> {}, null);
        Running<Outcome> sleeper = Running.asleepIn(permits.queue, permits::acquire);

        WaitSite site = mySites().get(0);

        assertThat(site.subject()).isEqualTo(subject);
        assertThat(site.operation()).isEqualTo("acquire");
        assertThat(site.owner()).isEqualTo(owner);
        assertThat(site.count()).isEqualTo(2);
        assertThat(site.waits())
                .extracting(WaitSite.Wait::name)
                .containsExactly("callback", "running");
        assertThat(site.waits().get(0).strand()).isNull();
        assertThat(site.waits().get(1).strand().thread()).isSameAs(sleeper.thread());
        assertThat(System.nanoTime() - site.waits().get(1).since()).isNotNegative();
        permits.release(2);
        sleeper.result();
    }

    @Test
    void aSiteNamesNoMoreWaitersThanAskedFor() {
        for (int i = 0; i < 10; i++) {
            permits.acquire((outcome, failure) -> {}, null);
        }

        WaitSite site =
                WaitRegistry.snapshot(3).stream()
                        .filter(s -> s.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();

        assertThat(site.count()).isEqualTo(10);
        assertThat(site.waits()).hasSize(3);
        permits.release(10);
    }

    @Test
    void aSubjectWhoseToStringFailsDoesNotSpoilTheReport() {
        Permits nameless =
                new Permits(
                        0,
                        new Object() {
                            @Override
                            public String toString() {
                                throw new StackOverflowError();
                            }
                        });
        CallbackWaiter waiter = nameless.acquire((outcome, failure) -> {}, null);

        assertThat(WaitRegistry.snapshot(1))
                .anySatisfy(site ->
                        assertThat(site.subject()).contains("toString threw", "StackOverflow"));
        assertThat(nameless.queue.toString()).startsWith("acquire on ");
        waiter.cancel();
    }

    @Test
    void aQueueThatWasDroppedWithItsWaitersIsForgotten() {
        WeakReference<WaitRegistry.Entry> entry = entryOfADroppedQueue();

        collectGarbageUntil(() -> {
            CallbackWaiter waiter = new Permits(0).acquire((outcome, failure) -> {}, null);
            waiter.cancel();
            return entry.get() == null;
        });

        assertThat(entry.get()).isNull();
    }

    @Test
    void anAnnouncementThatFailsLeavesNothingBehind() {
        boolean[] fail = {true};
        WaitQueue queue =
                new WaitQueue(subject, "wait") {
                    @Override
                    protected void announce(boolean platformThread) {
                        if (fail[0]) {
                            throw new OutOfMemoryError("for a test");
                        }
                    }

                    @Override
                    protected void retract() {}
                };

        assertThatThrownBy(() -> queue.await(() -> Attempt.Progress.NOT_YET, Deadline.NEVER))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(queue.waiters()).isZero();
        assertThat(mySites()).isEmpty();
        fail[0] = false;
        CallbackWaiter waiter =
                queue.register("c", () -> Attempt.Progress.NOT_YET, (outcome, failure) -> {}, null);
        assertThat(queue.waiters()).isEqualTo(1);
        assertThat(mySites()).hasSize(1);
        assertThat(waiter.cancel()).isTrue();
        assertThat(mySites()).isEmpty();
    }

    private static WeakReference<WaitRegistry.Entry> entryOfADroppedQueue() {
        return new WeakReference<>(WaitRegistry.register(new Permits(0).queue));
    }

    private static void collectGarbageUntil(BooleanSupplier condition) {
        Running.await(() -> {
            System.gc();
            return condition.getAsBoolean();
        });
    }

    private List<WaitSite> mySites() {
        return WaitRegistry.snapshot(100).stream()
                .filter(site -> site.subject().equals(subject))
                .toList();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.wait.Attempt.Progress;
import io.ropewalk.core.wait.CallbackWaiter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sleeper bit, and what else is in its word. */
@Timeout(60)
class SleeperBitQueueTest {
    private static final long POSITION = IndexBits.positionOf(-3);

    private final PaddedWord word = new PaddedWord(POSITION);
    private final SleeperBitQueue queue = new SleeperBitQueue("a test", "wait", word);

    private CallbackWaiter join() {
        return queue.register("waiter", () -> Progress.NOT_YET, (outcome, failure) -> {}, null);
    }

    private void claim() {
        long before = word.getVolatile();
        assertThat(word.compareAndSet(before, before + IndexBits.ONE)).isTrue();
    }

    @Test
    void theBitIsSetWhileAnybodyWaits() {
        assertThat(word.getVolatile()).isEqualTo(POSITION);
        CallbackWaiter one = join();
        CallbackWaiter other = join();

        assertThat(word.getVolatile()).isEqualTo(POSITION | IndexBits.SLEEPER);
        assertThat(one.cancel()).isTrue();
        assertThat(word.getVolatile()).isEqualTo(POSITION | IndexBits.SLEEPER);
        assertThat(other.cancel()).isTrue();
        assertThat(word.getVolatile()).isEqualTo(POSITION);
    }

    @Test
    void theEndStaysInTheWord() {
        long ignored = word.getAndOr(IndexBits.CLOSED);

        assertThat(join().cancel()).isTrue();

        assertThat(word.getVolatile()).isEqualTo(POSITION | IndexBits.CLOSED);
    }

    @Test
    @NeedsSteps
    void aClaimWhileAWaiterComesOrGoesIsNotTakenBack() {
        Interposed.in(SleeperBitQueueTest::new)
                .first(w -> assertThat(w.join().cancel()).isTrue())
                .second(SleeperBitQueueTest::claim)
                .then(w -> assertThat(w.word.getVolatile()).isEqualTo(POSITION + IndexBits.ONE))
                .atEachStep();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.wait.Step;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two calls of two threads: the second runs whole in the middle of the first, at each of its steps
 * in turn. What a test on this sees it sees each time, unlike a storm. Needs {@code
 * -Dropewalk.steps=true} (from Maven: {@code -Dtest.flags=-Dropewalk.steps=true}).
 *
 * @param <W> what the calls share
 */
public final class Interposed<W> {
    /*
     * When the second call waits for the first one (which has claimed a slot, and stands still) it
     * goes round and round a step. After so many steps the first goes on beside it.
     */
    private static final int STEPS_OF_ONE_THAT_WAITS = 100;

    /** More than any call needs: whoever takes more waits for what will never come. */
    private static final int MOST_STEPS = 5_000;

    private final Supplier<W> world;
    private Consumer<W> firstBegins = w -> {};
    private Consumer<W> first = w -> {};
    private Consumer<W> secondBegins = w -> {};
    private Consumer<W> second = w -> {};
    private Consumer<W> verdict = w -> {};

    private Interposed(Supplier<W> world) {
        this.world = world;
    }

    /** Each run starts with a new world. */
    public static <W> Interposed<W> in(Supplier<W> world) {
        return new Interposed<>(world);
    }

    /** What the thread of the first call does before. */
    public Interposed<W> firstBegins(Consumer<W> action) {
        firstBegins = action;
        return this;
    }

    /** What the thread of the second call does before, after the other has begun. */
    public Interposed<W> secondBegins(Consumer<W> action) {
        secondBegins = action;
        return this;
    }

    /** The call that is interrupted in the middle. */
    public Interposed<W> first(Consumer<W> call) {
        first = call;
        return this;
    }

    /** The call that runs in the middle of it. */
    public Interposed<W> second(Consumer<W> call) {
        second = call;
        return this;
    }

    /** What must hold when both threads have ended. */
    public Interposed<W> then(Consumer<W> verdict) {
        this.verdict = verdict;
        return this;
    }

    /** Runs once for each step of the first call, and once with the calls one after another. */
    public void atEachStep() {
        int steps = 0;
        while (new Run(steps + 1).reachedItsStep()) {
            steps++;
        }
        assertThat(steps).as("steps of the first call").isPositive();
    }

    /** A run with the second call at one step of the first. */
    private final class Run {
        private final int step;
        private final W w = world.get();
        private final CountDownLatch firstReady = new CountDownLatch(1);
        private final CountDownLatch secondReady = new CountDownLatch(1);
        private final CountDownLatch secondStarts = new CountDownLatch(1);
        private final CountDownLatch firstGoesOn = new CountDownLatch(1);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Thread judge = Thread.currentThread();
        private final Thread firstThread = new Thread(this::runFirst, "first");
        private final Thread secondThread = new Thread(this::runSecond, "second");
        private int stepsOfFirst;
        private int stepsOfSecond;
        private int stepsOfVerdict;
        private boolean counting;

        Run(int step) {
            this.step = step;
        }

        boolean reachedItsStep() {
            Step.install(this::point);
            try {
                firstThread.setDaemon(true);
                secondThread.setDaemon(true);
                firstThread.start();
                secondThread.start();
                firstThread.join();
                secondThread.join();
                judge();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted at step " + step, e);
            } finally {
                Step.install(() -> {});
            }
            return stepsOfFirst >= step;
        }

        private void judge() {
            if (failure.get() != null) {
                throw new AssertionError("with the second call at step " + step, failure.get());
            }
            try {
                verdict.accept(w);
            } catch (AssertionError e) {
                throw new AssertionError("with the second call at step " + step, e);
            }
        }

        private void runFirst() {
            try {
                firstBegins.accept(w);
                firstReady.countDown();
                secondReady.await();
                counting = true;
                first.accept(w);
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                counting = false;
                firstReady.countDown();
                secondStarts.countDown();
            }
        }

        private void runSecond() {
            try {
                firstReady.await();
                secondBegins.accept(w);
                secondReady.countDown();
                secondStarts.await();
                second.accept(w);
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                secondReady.countDown();
                firstGoesOn.countDown();
            }
        }

        private void point() {
            Thread me = Thread.currentThread();
            if (me == firstThread && counting) {
                if (++stepsOfFirst == step) {
                    letTheSecondPass();
                }
                requireAnEnd("first", stepsOfFirst);
            } else if (me == secondThread && secondStarts.getCount() == 0) {
                if (++stepsOfSecond == STEPS_OF_ONE_THAT_WAITS) {
                    firstGoesOn.countDown();
                }
                requireAnEnd("second", stepsOfSecond);
            } else if (me == judge) {
                requireAnEnd("verdict's", ++stepsOfVerdict);
            }
        }

        private void letTheSecondPass() {
            secondStarts.countDown();
            try {
                firstGoesOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void requireAnEnd(String whose, int steps) {
            if (steps > MOST_STEPS) {
                throw new AssertionError("the " + whose + " call goes round and round");
            }
        }
    }
}

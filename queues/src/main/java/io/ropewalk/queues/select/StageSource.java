package io.ropewalk.queues.select;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Selectable;
import io.ropewalk.core.wait.Attempt;
import io.ropewalk.core.wait.WaitQueue;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A stage that can be waited for among other things. */
final class StageSource<T extends @Nullable Object> implements Selectable<T> {
    /*
     * ended: written once by whoever completes the stage, before it wakes all; read by attempts. Both
     * are volatile and each takes the queue's lock in between, so one sees the other.
     */
    private final CompletionStage<T> stage;
    private final Completions queue = new Completions();
    private volatile @Nullable Ended<T> ended;

    private record Ended<T extends @Nullable Object>(T value, @Nullable Throwable failure) {}

    /** Wakes its waiters whether they are announced or not: it does so once. */
    private final class Completions extends WaitQueue {
        Completions() {
            super(StageSource.this, "await");
        }

        @Override
        protected void announce(boolean platformThread) {}

        @Override
        protected void retract() {}

        @Override
        protected boolean signalsEach() {
            return false;
        }
    }

    StageSource(CompletionStage<T> stage) {
        this.stage = Objects.requireNonNull(stage, "stage");
        stage.whenComplete((value, failure) -> {
            ended = new Ended<>(value, failure);
            queue.wakeAll();
        });
    }

    @Override
    public WaitQueue waitQueue() {
        return queue;
    }

    @Override
    public Attempt attempt(Consumer<? super T> result) {
        return () -> {
            Ended<T> how = ended;
            if (how == null) {
                return Attempt.Progress.NOT_YET;
            }
            Throwable failure = how.failure;
            if (failure != null) {
                Throwable cause = failure.getCause();
                boolean wrapped = failure instanceof CompletionException && cause != null;
                throw new CompletionException(wrapped ? cause : failure);
            }
            result.accept(how.value);
            return Attempt.Progress.DONE;
        };
    }

    @Override
    public ClosedException closed() {
        throw new AssertionError("a stage has no end but its completion");
    }

    @Override
    public String toString() {
        return String.valueOf(stage);
    }
}

package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

/** The wait of a {@link Selection} in one of its queues. */
final class Branch extends Waiter {
    final Selection selection;
    final int index;
    final Attempt attempt;

    /**
     * Whether it stands in its queue's list or was claimed there since. For the selecting strand.
     */
    boolean joined;

    /** Used while it is found out which branches take part. */
    boolean takesPart;

    /** Whether a claim was seen before the latest attempt. For the selecting strand. */
    boolean signalled;

    Branch(WaitQueue queue, Selection selection, int index, Attempt attempt) {
        super(queue);
        this.selection = selection;
        this.index = index;
        this.attempt = attempt;
    }

    boolean isClaimed() {
        return state() == CLAIMED;
    }

    @Override
    boolean claimForHandOver() {
        return selection.claim(this);
    }

    boolean claimWith(Waiter other) {
        return other instanceof Branch branch
                ? Selection.claimBoth(this, branch)
                : selection.claimWith(this, other);
    }

    @Override
    void signal() {
        selection.signal();
    }

    @Override
    boolean isListening() {
        return selection.isListening();
    }

    @Override
    boolean waits() {
        return selection.isListening();
    }

    @Override
    long since() {
        return selection.since();
    }

    @Override
    boolean isPlatformThread() {
        return selection.isPlatformThread();
    }

    @Override
    String name() {
        return selection.name();
    }

    @Override
    @Nullable Strand strand() {
        return selection.strand();
    }
}

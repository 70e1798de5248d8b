package io.ropewalk.queues;

import io.ropewalk.core.wait.WaitQueue;

/**
 * Announces its waiters in the SLEEPER bit of the index word that their wakers change anyway.
 *
 * <p>A sleeper sets the bit and then attempts. A claim that comes later in the order of that word
 * sees the bit, and its claimant wakes after it has used what it claimed. A claim that came earlier
 * is seen by the attempt. So no fence and no timer is needed, and nothing is paid while nobody
 * sleeps.
 */
final class SleeperBitQueue extends WaitQueue {
    private final PaddedWord word;

    SleeperBitQueue(Object subject, String operation, PaddedWord word) {
        super(subject, operation);
        this.word = word;
    }

    @Override
    protected void announce(boolean platformThread) {
        long ignored = word.getAndOr(IndexBits.SLEEPER);
    }

    @Override
    protected void retract() {
        long ignored = word.getAndAnd(~IndexBits.SLEEPER);
    }
}

package io.ropewalk.core.wait;

/** The kernel's queue by itself: publishers wake it whether or not somebody is announced. */
final class TestQueue extends WaitQueue {
    TestQueue() {
        super("a test", "wait");
    }

    @Override
    protected void announce(boolean platformThread) {}

    @Override
    protected void retract() {}
}

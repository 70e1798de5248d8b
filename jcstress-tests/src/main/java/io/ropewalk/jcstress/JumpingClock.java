package io.ropewalk.jcstress;

import io.ropewalk.core.time.TimeSource;

import org.jspecify.annotations.Nullable;

/** A clock that stands still until an actor makes it jump past the other one's deadline. */
public final class JumpingClock implements TimeSource {
    private volatile boolean jumped;
    private volatile @Nullable Runnable ring;

    /** A clock that has not jumped. */
    public JumpingClock() {}

    @Override
    public long nanoTime() {
        return jumped ? 1 : 0;
    }

    @Override
    public Alarm alarmAt(long nanoTime, Runnable ring) {
        this.ring = ring;
        if (jumped) {
            ring.run();
        }
        return () -> this.ring = null;
    }

    /** Moves on by a nanosecond and rings. */
    public void jump() {
        jumped = true;
        Runnable toRing = ring;
        if (toRing != null) {
            toRing.run();
        }
    }
}

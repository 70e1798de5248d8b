package io.ropewalk.benchmarks.kernel;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/** Where one sleeps and another wakes. */
interface Bed {
    /** Sleeps until woken once. */
    void sleep() throws InterruptedException;

    /** Wakes the sleeper, now or when it comes. */
    void wake() throws InterruptedException;

    /** By its title; ours for sides declared as said, which wait as said. */
    static Bed of(String peer, Parties parties, WaitPolicy policy) {
        return switch (peer) {
            case KernelSuite.OURS, KernelSuite.AGAIN -> new Buffered(parties, policy);
            case KernelSuite.PLAIN -> new Plain();
            default -> throw new IllegalArgumentException("no peer is called " + peer);
        };
    }

    /** A receiver of an empty buffer. */
    final class Buffered implements Bed {
        private static final Object ITEM = new Object();

        private final BoundedBuffer<Object> buffer;

        Buffered(Parties parties, WaitPolicy policy) {
            buffer =
                    BoundedBuffer.builder(16)
                            .producers(parties)
                            .consumers(parties)
                            .waitPolicy(policy)
                            .checkRoles(false)
                            .build();
        }

        @Override
        public void sleep() throws InterruptedException {
            buffer.receive();
        }

        @Override
        public void wake() throws InterruptedException {
            buffer.send(ITEM);
        }
    }

    /** The least that it takes: a count, and the JDK's park. */
    final class Plain implements Bed {
        private volatile int wakeUps; // written by the one who wakes
        private volatile @Nullable Thread sleeper;
        private int slept;

        @Override
        public void sleep() throws InterruptedException {
            sleeper = Thread.currentThread();
            while (wakeUps == slept) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            slept++;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread alone
        public void wake() {
            wakeUps++;
            LockSupport.unpark(sleeper);
        }
    }
}

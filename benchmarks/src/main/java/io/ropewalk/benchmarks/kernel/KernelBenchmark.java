package io.ropewalk.benchmarks.kernel;

import io.ropewalk.core.WaitPolicy;
import io.ropewalk.queues.Parties;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.concurrent.TimeUnit;

/**
 * How long it takes until a strand runs again that has slept for more than 100 ms. Each shot waits
 * for that sleep first; what is measured goes from the call that wakes to the moment when the
 * waker, which watches and yields, sees that the sleeper runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KernelBenchmark {
    private static final long SLEPT_MILLIS = 110;

    /** So that the code is compiled before the few shots that count. */
    private static final int WARM_UPS = 15_000;

    /** wake-platform-one, wake-platform-many, wake-virtual-one, wake-virtual-many. */
    @Param("wake-platform-one")
    public String shape = "";

    /** Who is measured. */
    @Param(KernelSuite.OURS)
    public String peer = "";

    @SuppressWarnings("NullAway.Init") // by begin
    private Bed bed;

    @SuppressWarnings("NullAway.Init") // by begin
    private Thread sleeper;

    private volatile int woken;
    private volatile @Nullable Throwable failure;

    /** For JMH. */
    public KernelBenchmark() {}

    /**
     * Starts the sleeper and has it woken often.
     *
     * @throws InterruptedException when JMH gives up
     */
    @Setup
    public void begin() throws InterruptedException {
        // Without spins: whoever sleeps for long has none left, and the warm-up is to park.
        bed =
                Bed.of(
                        peer,
                        shape.endsWith("-one") ? Parties.ONE : Parties.MANY,
                        WaitPolicy.SLEEPER_FENCES.withoutSpinning());
        sleeper =
                shape.contains("-virtual-")
                        ? Thread.ofVirtual().unstarted(this::sleepOnAndOn)
                        : Thread.ofPlatform().daemon().unstarted(this::sleepOnAndOn);
        sleeper.start();
        for (int i = 0; i < WARM_UPS; i++) {
            wake();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the sleeper alone
    private void sleepOnAndOn() {
        try {
            while (true) {
                bed.sleep();
                woken++;
            }
        } catch (InterruptedException e) {
            // the end
        } catch (Throwable e) {
            failure = e;
        }
    }

    /**
     * Waits until the sleeper has slept long enough.
     *
     * @throws InterruptedException when JMH gives up
     */
    @Setup(Level.Invocation)
    public void fallAsleep() throws InterruptedException {
        while (sleeper.getState() != Thread.State.WAITING
                && sleeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        Thread.sleep(SLEPT_MILLIS);
    }

    /** Ends the sleeper. */
    @TearDown
    public void end() {
        sleeper.interrupt();
    }

    /**
     * One wake-up.
     *
     * @throws InterruptedException when JMH gives up
     */
    @Benchmark
    @SuppressWarnings("ThreadPriorityCheck") // the sleeper may have been put on this processor
    public void wake() throws InterruptedException {
        int before = woken;
        bed.wake();
        while (woken == before) {
            if (failure != null) {
                throw new IllegalStateException("the sleeper failed", failure);
            }
            Thread.yield();
        }
    }
}

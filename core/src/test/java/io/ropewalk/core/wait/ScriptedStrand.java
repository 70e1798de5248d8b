package io.ropewalk.core.wait;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A strand whose parks run a script instead: what happens to it while it sleeps, in one thread and
 * in a known order.
 */
final class ScriptedStrand extends Strand {
    private final Deque<Runnable> script = new ArrayDeque<>();
    private final boolean platformThread;

    /** The nanoseconds of each park; {@link Long#MAX_VALUE} for an untimed one. */
    final List<Long> parks = new ArrayList<>();

    boolean interrupted;

    /** What happens when somebody wakes this strand. */
    Runnable onUnpark = () -> {};

    private Runnable afterLook = () -> {};

    private final String name;

    private ScriptedStrand(boolean platformThread, String name) {
        this.platformThread = platformThread;
        this.name = name;
    }

    static ScriptedStrand named(String name) {
        return new ScriptedStrand(true, name);
    }

    static ScriptedStrand likeAPlatformThread() {
        return new ScriptedStrand(true, "scripted");
    }

    static ScriptedStrand likeAVirtualThread() {
        return new ScriptedStrand(false, "scripted");
    }

    /** Adds what happens during the next park that has no script yet. */
    ScriptedStrand during(Runnable happening) {
        script.add(happening);
        return this;
    }

    /**
     * What happens next after the strand has seen that nobody claimed it, and before it looks at
     * its interrupt and its deadline.
     */
    void afterLook(Runnable happening) {
        afterLook = happening;
    }

    @Override
    protected void park(Object blocker, BooleanSupplier released, long nanos, boolean openEnded) {
        parks.add(nanos);
        if (script.isEmpty()) {
            throw new AssertionError("sleeps for ever, after parks of " + parks);
        }
        script.poll().run();
    }

    @Override
    public void unpark() {
        onUnpark.run();
    }

    @Override
    public boolean clearInterrupt() {
        Runnable happening = afterLook;
        afterLook = () -> {};
        happening.run();
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    @Override
    public void interrupt() {
        interrupted = true;
    }

    @Override
    public boolean isPlatformThread() {
        return platformThread;
    }

    @Override
    public Thread thread() {
        return null;
    }

    @Override
    public String name() {
        return name;
    }
}

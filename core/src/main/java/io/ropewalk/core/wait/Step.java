package io.ropewalk.core.wait;

import java.util.Objects;

/**
 * The place before a shared access where a simulation may hand control to another strand.
 *
 * <p>Kernel and primitives call {@link #point()} before each access to a word that another strand
 * writes. In an ordinary JVM {@link #ON} is false and the call folds away; with {@code
 * -Dropewalk.steps=true} each call goes to the installed hook. No step stands inside a section that
 * holds a {@link WaitQueue}'s lock: such a section is one step.
 */
public final class Step {
    /** Whether this JVM runs with steps; constant, so that the compiler removes the calls. */
    public static final boolean ON = Boolean.getBoolean("ropewalk.steps");

    private static volatile Runnable hook = () -> {};

    private Step() {}

    /** Stands before a shared access. */
    public static void point() {
        if (ON) {
            hook.run();
        }
    }

    /**
     * Installs what {@link #point()} calls.
     *
     * @param hook the new hook
     * @throws IllegalStateException when this JVM was started without {@code -Dropewalk.steps=true}
     */
    public static void install(Runnable hook) {
        if (!ON) {
            throw new IllegalStateException(
                    "start the JVM with -Dropewalk.steps=true to use steps");
        }
        Step.hook = Objects.requireNonNull(hook, "hook");
    }
}

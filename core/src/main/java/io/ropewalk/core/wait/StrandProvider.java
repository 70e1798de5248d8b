package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

/**
 * Names the strand of callers that are more than a thread, such as coroutines on a loop.
 *
 * <p>Such a strand runs on a virtual thread of its own, whose interrupt is the strand's.
 *
 * <p>Providers are found by {@link java.util.ServiceLoader} when the first strand waits. They are
 * asked in order, on the path to a park only; the first answer counts, and without one the strand
 * is the current thread.
 */
public interface StrandProvider {
    /**
     * The calling strand, if this provider runs it.
     *
     * @return the strand, or null when the caller is none of this provider's
     */
    @Nullable Strand current();
}

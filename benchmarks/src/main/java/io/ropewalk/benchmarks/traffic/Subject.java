package io.ropewalk.benchmarks.traffic;

/** What is measured: a peer, behind the few calls that all peers of its shape have. */
public interface Subject extends AutoCloseable {
    /**
     * How often somebody slept here.
     *
     * @return how often, or 0 where the peer does not count it
     */
    default long parks() {
        return 0;
    }

    /** Ends the threads that the peer itself has, if any. */
    @Override
    default void close() {}
}

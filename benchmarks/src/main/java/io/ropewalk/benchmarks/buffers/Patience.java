package io.ropewalk.benchmarks.buffers;

/**
 * How those wait who cannot sleep: a hundred spins, then yields for as long as it takes. That is
 * what users of such queues write; it costs a processor for the whole wait.
 */
final class Patience {
    private static final int SPINS = 100;

    private Patience() {}

    /** Waits a moment. Takes how often one has waited, and answers that plus one. */
    @SuppressWarnings("ThreadPriorityCheck") // the peer's only way to let others run
    static int wait(int waited) {
        if (waited < SPINS) {
            Thread.onSpinWait();
            return waited + 1;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting for a queue that spins");
        }
        Thread.yield();
        return waited;
    }
}

package io.ropewalk.queues.ring;

/**
 * A stage of a ring has failed and stopped. {@link #getCause()} is what its handler threw; failures
 * of other stages are attached as suppressed.
 */
public class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which stage. */
    private final String stage;

    /** Where it stopped. */
    private final long sequence;

    /**
     * Creates the exception.
     *
     * @param stage the stage's name
     * @param sequence the sequence that it could not pass
     * @param cause why
     */
    public StageFailedException(String stage, long sequence, Throwable cause) {
        super("stage " + stage + " failed at sequence " + sequence, cause);
        this.stage = stage;
        this.sequence = sequence;
    }

    /**
     * Which stage failed.
     *
     * @return its name
     */
    public String stage() {
        return stage;
    }

    /**
     * Where the failure was. Another thread of the stage, or the end of the batch, may have failed
     * before that: {@link Stage#stats} tells where it stands.
     *
     * @return the sequence that the stage could not pass
     */
    public long sequence() {
        return sequence;
    }
}

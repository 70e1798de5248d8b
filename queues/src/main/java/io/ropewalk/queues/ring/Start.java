package io.ropewalk.queues.ring;

/** Where a stage begins that joins a ring. */
public enum Start {
    /**
     * With an item that is published after the stage has joined: none that was published in order
     * before, and all that are claimed from then on.
     */
    NEXT,
    /**
     * With the oldest item that the ring still holds for any of its stages. For a ring that has not
     * been started, and for one that never had a stage, that is the very first.
     */
    OLDEST
}

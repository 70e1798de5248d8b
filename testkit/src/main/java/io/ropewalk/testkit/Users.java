package io.ropewalk.testkit;

/** How many threads use one side of a channel at a time. */
public enum Users {
    /** One at a time. */
    ONE,
    /** Any number. */
    MANY;

    static Users of(int count) {
        return count == 1 ? ONE : MANY;
    }
}

package io.ropewalk.testkit;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ThreadFactory;

/** On what kind of thread the participants of a storm run. */
public enum StrandKind {
    /** Platform threads. */
    PLATFORM,
    /** Virtual threads; needs Java 21. */
    VIRTUAL,
    /**
     * Platform and virtual threads in turn, and in a storm asynchronous calls in every round, so
     * that waiters of all kinds meet; needs Java 21.
     */
    MIXED;

    /**
     * A factory of daemon threads of this kind.
     *
     * @return a new factory
     * @throws UnsupportedOperationException when the running Java has no virtual threads
     */
    public ThreadFactory threads() {
        return switch (this) {
            case PLATFORM -> StrandKind::platform;
            case VIRTUAL -> virtual();
            case MIXED -> alternating(virtual());
        };
    }

    private static Thread platform(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** Thread.ofVirtual().factory(), looked up because this class must load on Java 17. */
    private static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (NoSuchMethodException
                | ClassNotFoundException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new UnsupportedOperationException("no virtual threads in this Java", e);
        }
    }

    private static ThreadFactory alternating(ThreadFactory virtual) {
        return new ThreadFactory() {
            private boolean virtualNext;

            @Override
            public synchronized Thread newThread(Runnable task) {
                virtualNext = !virtualNext;
                return virtualNext ? virtual.newThread(task) : platform(task);
            }
        };
    }
}

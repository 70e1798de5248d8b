package io.ropewalk.core.wait;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

import org.jspecify.annotations.Nullable;

/**
 * A strand or a callback waited longer than the threshold. The JDK's own park events leave both
 * virtual threads and callbacks out. A callback's event is recorded by the thread that ended it.
 */
@Name("ropewalk.Wait")
@Label("Wait")
@Category("Ropewalk")
@Description("A strand or a callback waited in a Ropewalk primitive")
@Threshold("20 ms")
@StackTrace
final class WaitEvent extends Event {
    /** Asked instead of a new event, so that nothing is allocated while nobody records. */
    private static final WaitEvent PROBE = new WaitEvent();

    /** Not recorded, as JFR leaves transient fields out: what to describe if it comes to that. */
    private transient @Nullable Object waitedFor;

    @Label("Operation")
    @Nullable String operation;

    @Label("Subject")
    @Nullable String subject;

    @Label("Owner")
    @Nullable String owner;

    @Label("Strand")
    @Nullable String strand;

    @Label("Outcome")
    @Nullable String outcome;

    static boolean isOn() {
        return PROBE.isEnabled();
    }

    /** Begins the event; who owned the thing is known now and not afterwards. */
    static WaitEvent begin(WaitQueue queue, String waiter) {
        WaitEvent event = begin(queue.operation(), queue, waiter);
        Strand owner = queue.owner();
        event.owner = owner == null ? null : owner.name();
        return event;
    }

    /** Begins the event of a wait that is in no one queue. */
    static WaitEvent begin(String operation, Object waitedFor, String waiter) {
        WaitEvent event = new WaitEvent();
        event.waitedFor = waitedFor;
        event.operation = operation;
        event.strand = waiter;
        event.begin();
        return event;
    }

    /**
     * Ends the event; null says that the attempt threw.
     *
     * <p>Without a catch of its own: the recorder of Java 17 cannot instrument a class with one.
     */
    void finish(@Nullable Outcome outcome) {
        end();
        Object what = waitedFor;
        if (what != null && shouldCommit()) {
            this.subject =
                    what instanceof WaitQueue queue ? queue.subject() : WaitQueue.describe(what);
            this.outcome = outcome == null ? "FAILED" : outcome.name();
            commit();
        }
    }
}

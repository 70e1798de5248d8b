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
 * A strand waited longer than the threshold. The JDK's own park events leave virtual threads out.
 */
@Name("ropewalk.Wait")
@Label("Wait")
@Category("Ropewalk")
@Description("A strand waited in a Ropewalk primitive")
@Threshold("20 ms")
@StackTrace
final class WaitEvent extends Event {
    /** Asked instead of a new event, so that nothing is allocated while nobody records. */
    private static final WaitEvent PROBE = new WaitEvent();

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

    void finish(WaitQueue queue, String strand, Outcome outcome) {
        end();
        if (!shouldCommit()) {
            return;
        }
        Strand owner = queue.owner();
        this.operation = queue.operation();
        this.subject = queue.subject();
        this.owner = owner == null ? null : owner.name();
        this.strand = strand;
        this.outcome = outcome.name();
        commit();
    }
}

package io.ropewalk.core.wait;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

import org.jspecify.annotations.Nullable;

/** Strands were found to wait for each other in a circle. */
@Name("ropewalk.Deadlock")
@Label("Deadlock")
@Category("Ropewalk")
@Description("Strands wait for each other in Ropewalk primitives")
@StackTrace(false)
public final class DeadlockEvent extends Event {
    private static final DeadlockEvent PROBE = new DeadlockEvent();

    @Label("Report")
    @Nullable String report;

    private DeadlockEvent() {}

    /**
     * Records a deadlock, if somebody listens.
     *
     * @param cycle its edges, as {@link WaitGraph} finds them
     */
    public static void emit(Iterable<WaitGraph.Edge> cycle) {
        if (!PROBE.isEnabled()) {
            return;
        }
        StringBuilder report = new StringBuilder();
        for (WaitGraph.Edge edge : cycle) {
            report.append(edge).append('\n');
        }
        DeadlockEvent event = new DeadlockEvent();
        event.report = report.toString();
        event.commit();
    }
}

package io.ropewalk.core.wait;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

import org.jspecify.annotations.Nullable;

/** A channel was closed or cancelled. */
@Name("ropewalk.Close")
@Label("Close")
@Category("Ropewalk")
@Description("A Ropewalk channel was closed or cancelled")
@StackTrace
public final class CloseEvent extends Event {
    private static final CloseEvent PROBE = new CloseEvent();

    @Label("Subject")
    @Nullable String subject;

    @Label("Kind")
    @Nullable String kind;

    @Label("Cause")
    @Nullable String cause;

    private CloseEvent() {}

    /**
     * Records a close, if somebody listens.
     *
     * @param subject what was closed
     * @param kind how: "close" or "cancel"
     * @param cause why, or null
     */
    public static void emit(Object subject, String kind, @Nullable Throwable cause) {
        if (!PROBE.isEnabled()) {
            return;
        }
        CloseEvent event = new CloseEvent();
        event.subject = WaitQueue.describe(subject);
        event.kind = kind;
        event.cause = cause == null ? null : WaitQueue.describe(cause);
        event.commit();
    }
}

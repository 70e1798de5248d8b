package io.ropewalk.core.wait;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

import org.jspecify.annotations.Nullable;

/**
 * A send found a channel full, whether it waited then or not. Off unless a recording asks for it,
 * since a busy channel may be full a million times a second.
 */
@Name("ropewalk.Full")
@Label("Full")
@Category("Ropewalk")
@Description("A send found a channel full")
@Enabled(false)
@StackTrace(false)
public final class FullEvent extends Event {
    private static final FullEvent PROBE = new FullEvent();

    @Label("Subject")
    @Nullable String subject;

    private FullEvent() {}

    /**
     * Records that a channel was full, if somebody listens.
     *
     * @param subject the channel
     */
    public static void emit(Object subject) {
        if (!PROBE.isEnabled()) {
            return;
        }
        FullEvent event = new FullEvent();
        event.subject = WaitQueue.describe(subject);
        event.commit();
    }
}

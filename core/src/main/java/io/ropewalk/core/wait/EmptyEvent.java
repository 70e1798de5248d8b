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
 * A receive found a channel empty, whether it waited then or not. Off unless a recording asks for
 * it, since a busy channel may be empty a million times a second.
 */
@Name("ropewalk.Empty")
@Label("Empty")
@Category("Ropewalk")
@Description("A receive found a channel empty")
@Enabled(false)
@StackTrace(false)
public final class EmptyEvent extends Event {
    private static final EmptyEvent PROBE = new EmptyEvent();

    @Label("Subject")
    @Nullable String subject;

    private EmptyEvent() {}

    /**
     * Records that a channel was empty, if somebody listens.
     *
     * @param subject the channel
     */
    public static void emit(Object subject) {
        if (!PROBE.isEnabled()) {
            return;
        }
        EmptyEvent event = new EmptyEvent();
        event.subject = WaitQueue.describe(subject);
        event.commit();
    }
}

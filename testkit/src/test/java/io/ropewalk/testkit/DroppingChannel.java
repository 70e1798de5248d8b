package io.ropewalk.testkit;

import java.util.ArrayDeque;

/** A channel that drops its oldest item when it is full. */
final class DroppingChannel<T> extends MonitorChannel<T> {
    private final Flaw flaw;

    DroppingChannel(ChannelSpec<T> spec, Flaw flaw) {
        super(spec, flaw);
        this.flaw = flaw;
    }

    @Override
    boolean makeRoom(ArrayDeque<T> full) {
        T oldest = full.remove();
        drop(oldest);
        if (flaw == Flaw.DROPS_AND_KEEPS) {
            full.addFirst(oldest);
        }
        return true;
    }
}

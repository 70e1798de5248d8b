package io.ropewalk.testkit;

import org.jspecify.annotations.Nullable;

/** Right in everything but that it waits without sleeping. */
final class SpinningChannel<T> extends MonitorChannel<T> {
    SpinningChannel(ChannelSpec<T> spec) {
        super(spec, Flaw.BUSY_WAITS);
    }

    @Override
    public void send(T item) throws InterruptedException {
        do {
            pause();
        } while (!trySend(item));
    }

    @Override
    public T receive() throws InterruptedException {
        while (true) {
            pause();
            @Nullable T item = tryReceive();
            if (item != null) {
                return item;
            }
        }
    }

    private static void pause() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Thread.onSpinWait();
    }
}

package io.ropewalk.queues.ring;

/**
 * The only worker of its stage: every item is its own.
 *
 * @param <E> what a slot holds
 */
class SoloWorker<E> extends Worker<E> {
    private final Track track;
    private final int batchLimit;

    SoloWorker(
            Stage stage, Slots<E> slots, StageBuilder<E> settings, Lookout lookout, Track track) {
        super(stage, slots, settings.handler, settings.errorPolicy, lookout);
        this.track = track;
        batchLimit = settings.batchLimit;
    }

    @Override
    final void work() {
        long next = track.end();
        while (!stopped) {
            long seen = lookout.await(next, batchLimit);
            if (seen == next) {
                return;
            }
            long end = next + Math.min(batchLimit, seen - next);
            long skipTo = stage.from();
            if (skipTo - next > 0) {
                next = skipTo - end < 0 ? skipTo : end; // joined behind what is still on its way
            } else {
                next = handle(next, end);
            }
            track.moveTo(next);
            stage.graph().stageMoved();
        }
    }

    @Override
    final long position() {
        return track.end();
    }
}

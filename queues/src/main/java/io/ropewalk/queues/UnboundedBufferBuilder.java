package io.ropewalk.queues;

/**
 * Describes an {@link UnboundedBuffer}. Not for concurrent use; may build several buffers.
 *
 * @param <T> the items
 */
public final class UnboundedBufferBuilder<T>
        extends ElasticBufferBuilder<T, UnboundedBufferBuilder<T>> {
    private static final int FIRST_CHUNK = 15;
    private static final int LARGEST_CHUNK = 1023;

    UnboundedBufferBuilder() {
        super("UnboundedBuffer");
    }

    @Override
    UnboundedBufferBuilder<T> self() {
        return this;
    }

    @Override
    ChunkQueue newQueue() {
        return new ChunkQueue(FIRST_CHUNK, LARGEST_CHUNK);
    }

    /**
     * Builds the buffer.
     *
     * @return a new buffer
     */
    public UnboundedBuffer<T> build() {
        return (UnboundedBuffer<T>) buildAny();
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ropewalk.core.ClosedException;
import io.ropewalk.testkit.BackgroundCall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What unbounded and growable buffers promise beyond the contract of channels. */
@Timeout(60)
class ElasticBufferTest {
    private static List<Integer> contentOf(Buffer<Integer> buffer) {
        List<Integer> content = new ArrayList<>();
        buffer.drainTo(content::add, Integer.MAX_VALUE);
        return content;
    }

    private static List<Integer> numbers(int from, int until) {
        return IntStream.range(from, until).boxed().toList();
    }

    @Test
    void an_unbounded_buffer_takes_whatever_is_sent() throws InterruptedException {
        UnboundedBuffer<Integer> buffer = UnboundedBuffer.of();

        for (int i = 0; i < 50_000; i++) {
            assertThat(buffer.trySend(i)).isTrue();
        }
        assertThat(buffer.sendAll(numbers(50_000, 100_000))).isEqualTo(50_000);

        assertThat(buffer.estimatedSize()).isEqualTo(100_000);
        assertThat(contentOf(buffer)).isEqualTo(numbers(0, 100_000));
        assertThat(buffer.stats().timesFull()).isZero();
    }

    @Test
    void a_growable_buffer_takes_exactly_its_capacity_whatever_it_began_with() {
        for (int capacity : new int[] {1, 2, 3, 15, 16, 17, 100, 1_000}) {
            for (int initial : new int[] {1, 2, capacity / 2, capacity}) {
                GrowableBuffer<Integer> buffer =
                        GrowableBuffer.<Integer>builder(capacity)
                                .initialCapacity(Math.min(capacity, Math.max(1, initial)))
                                .build();
                for (int round = 0; round < 3; round++) {
                    for (int i = 0; i < capacity; i++) {
                        assertThat(buffer.trySend(i)).isTrue();
                    }
                    assertThat(buffer.trySend(-1)).isFalse();
                    assertThat(contentOf(buffer)).isEqualTo(numbers(0, capacity));
                }
                assertThat(buffer.capacity()).isEqualTo(capacity);
            }
        }
    }

    @Test
    void a_growable_buffer_has_room_for_what_it_begins_with_without_growing() {
        for (int initial : new int[] {1, 2, 3, 4, 15, 16, 1_000}) {
            assertThat(new ChunkQueue(initial, 1 << 20).chunk()).isGreaterThanOrEqualTo(initial);
        }
        assertThat(new ChunkQueue(1, 1 << 20).chunk()).isEqualTo(1);
        assertThat(new ChunkQueue(15, 1 << 20).chunk()).isEqualTo(15);
    }

    @Test
    void chunks_double_up_to_the_largest() {
        ChunkQueue queue = new ChunkQueue(1, 20);
        List<Integer> chunks = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            if (queue.addAlone(i)) {
                chunks.add(queue.chunk());
            }
        }

        assertThat(chunks).containsExactly(3, 7, 15, 31, 31, 31, 31);
    }

    @Test
    void the_largest_chunk_is_followed_by_one_of_its_length() {
        ChunkQueue queue = new ChunkQueue(1, Integer.MAX_VALUE);

        assertThat(queue.nextSize(1 << 29)).isEqualTo((1 << 30) + 1);
        assertThat(queue.nextSize(1 << 30)).isEqualTo((1 << 30) + 1);
    }

    @Test
    void the_latest_item_is_kept_in_a_buffer_for_one_only() {
        assertThatThrownBy(() -> GrowableBuffer.builder(10).overflow(Overflow.CONFLATE).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity is 10, must be 1");
    }

    @Test
    void bounds_are_checked_and_named() {
        assertThatThrownBy(() -> GrowableBuffer.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity is 0, must be between 1 and 1073741824");
        assertThatThrownBy(() -> GrowableBuffer.of((1 << 30) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity is 1073741825");
        assertThatThrownBy(() -> GrowableBuffer.builder(7).initialCapacity(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("initialCapacity is 0, must be between 1 and the capacity of 7");
        assertThatThrownBy(() -> GrowableBuffer.builder(7).initialCapacity(8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("initialCapacity is 8, must be between 1 and the capacity of 7");
    }

    @Test
    void a_small_growable_buffer_of_a_large_capacity_costs_little() {
        assertThat(GrowableBuffer.<Integer>of(BufferBuilder.MAX_CAPACITY).trySend(1)).isTrue();
    }

    @Test
    void each_tells_what_it_is() {
        UnboundedBuffer<Integer> unbounded = UnboundedBuffer.<Integer>builder().name("a").build();
        unbounded.trySend(1);
        GrowableBuffer<Integer> growable = GrowableBuffer.<Integer>builder(9).name("b").build();
        growable.close();

        assertThat(unbounded).hasToString("UnboundedBuffer[a, 1 items]");
        assertThat(growable).hasToString("GrowableBuffer[b, 0 of 9, closed]");
        assertThat(UnboundedBuffer.builder().removable().build())
                .hasToString("UnboundedBuffer[0 items]");
        assertThat(GrowableBuffer.builder(9).removable().build())
                .hasToString("GrowableBuffer[0 of 9]");
    }

    @Test
    void what_is_declared_picks_the_algorithm() {
        assertThat(UnboundedBuffer.of()).isInstanceOf(GatedToManyBuffer.class);
        assertThat(GrowableBuffer.of(3)).isInstanceOf(GatedToManyBuffer.class);
        GrowableBufferBuilder<Integer> builder =
                GrowableBuffer.<Integer>builder(3).consumers(Parties.ONE).checkRoles(false);
        assertThat(builder.build()).isInstanceOf(GatedToOneBuffer.class);
        assertThat(builder.overflow(Overflow.DROP_OLDEST).build())
                .isInstanceOf(GatedToManyBuffer.class);
        assertThat(builder.overflow(Overflow.WAIT).build()).isInstanceOf(GatedToOneBuffer.class);
        assertThat(
                        GrowableBuffer.<Integer>builder(1)
                                .consumers(Parties.ONE)
                                .checkRoles(false)
                                .overflow(Overflow.CONFLATE)
                                .build())
                .isInstanceOf(GatedToManyBuffer.class);
        assertThat(builder.removable().build()).isInstanceOf(LockedBuffer.class);
        assertThat(builder.checkRoles(true).build()).isInstanceOf(RoleCheckedBuffer.class);
    }

    @Test
    void overlapping_receivers_are_told_where_one_is_declared() throws Exception {
        UnboundedBuffer<Integer> buffer =
                UnboundedBuffer.<Integer>builder().consumers(Parties.ONE).build();
        BackgroundCall<Integer> receiver = BackgroundCall.of(buffer::receive);
        receiver.awaitAsleep();

        assertThatThrownBy(buffer::tryReceive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("consumer side of UnboundedBuffer");

        assertThat(buffer.trySend(1)).isTrue();
        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void only_a_removable_one_for_all_threads_is_a_queue() {
        assertThatThrownBy(() -> UnboundedBuffer.of().asBlockingQueue())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("removable()");
        assertThatThrownBy(() -> GrowableBuffer.of(1).asBlockingQueue())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("removable()");
        assertThatThrownBy(() ->
                        UnboundedBuffer.builder()
                                .removable()
                                .consumers(Parties.ONE)
                                .build()
                                .asBlockingQueue())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("ONE");
        BlockingQueue<Integer> queue =
                UnboundedBuffer.<Integer>builder().removable().build().asBlockingQueue();
        queue.addAll(numbers(0, 2_000));
        assertThat(queue.remove(1_000)).isTrue();
        assertThat(queue).hasSize(1_999);
        assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE - 1_999);
        BlockingQueue<Integer> bounded =
                GrowableBuffer.<Integer>builder(5).removable().build().asBlockingQueue();
        assertThat(bounded.remainingCapacity()).isEqualTo(5);
    }

    @Test
    void a_sink_that_sends_does_not_keep_a_draining_call_for_ever() throws InterruptedException {
        for (boolean removable : new boolean[] {false, true}) {
            UnboundedBufferBuilder<Integer> builder = UnboundedBuffer.builder();
            UnboundedBuffer<Integer> buffer = (removable ? builder.removable() : builder).build();
            buffer.sendAll(numbers(0, 100));

            int drained = buffer.drainTo(buffer::trySend, Integer.MAX_VALUE);
            int batch = buffer.receiveBatch(buffer::trySend, Integer.MAX_VALUE);

            assertThat(drained).isEqualTo(100);
            assertThat(batch).isEqualTo(100);
            assertThat(buffer.estimatedSize()).isEqualTo(100);
        }
    }

    @Test
    void a_batch_wakes_as_many_receivers_as_it_has_items() throws Exception {
        UnboundedBuffer<Integer> buffer = UnboundedBuffer.of();
        List<BackgroundCall<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            BackgroundCall<Integer> receiver = BackgroundCall.of(buffer::receive);
            receiver.awaitAsleep();
            receivers.add(receiver);
        }

        assertThat(buffer.sendAll(numbers(0, 3))).isEqualTo(3);

        List<Integer> received = new ArrayList<>();
        for (BackgroundCall<Integer> receiver : receivers) {
            received.add(receiver.result());
        }
        assertThat(received).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void positions_wrap() {
        for (Parties consumers : Parties.values()) {
            for (long first : new long[] {-5, Long.MAX_VALUE / 4 - 5, Long.MAX_VALUE - 5}) {
                GrowableBuffer<Integer> growable =
                        GrowableBuffer.<Integer>builder(7)
                                .initialCapacity(1)
                                .consumers(consumers)
                                .firstIndex(first)
                                .build();
                UnboundedBuffer<Integer> unbounded =
                        UnboundedBuffer.<Integer>builder()
                                .consumers(consumers)
                                .firstIndex(first)
                                .build();
                for (int round = 0; round < 4; round++) {
                    for (int i = 0; i < 7; i++) {
                        assertThat(growable.trySend(i)).isTrue();
                        assertThat(unbounded.trySend(i)).isTrue();
                    }
                    assertThat(growable.trySend(7)).isFalse();
                    assertThat(growable.estimatedSize()).isEqualTo(7);
                    assertThat(contentOf(growable)).isEqualTo(numbers(0, 7));
                    assertThat(contentOf(unbounded)).isEqualTo(numbers(0, 7));
                }
                assertThat(growable.stats().accepted()).isEqualTo(28);
                assertThat(growable.stats().delivered()).isEqualTo(28);
                growable.close();
                assertThatThrownBy(growable::tryReceive).isInstanceOf(ClosedException.class);
            }
        }
    }

    /**
     * Grows as long as it may, and else as if there were no memory: by a real refusal of the JVM.
     */
    private static final class ScarceQueue extends ChunkQueue {
        private final AtomicInteger chunksLeft;
        private boolean failsAtAll;

        ScarceQueue(int first, int chunksLeft) {
            super(first, 1 << 20);
            this.chunksLeft = new AtomicInteger(chunksLeft);
        }

        @Override
        protected int getNextBufferSize(Object[] buffer) {
            int size = super.getNextBufferSize(buffer);
            return chunksLeft.getAndDecrement() > 0 ? size : Integer.MAX_VALUE;
        }

        @Override
        public boolean offer(Object item) {
            if (failsAtAll) {
                throw new StackOverflowError("planted");
            }
            return super.offer(item);
        }
    }

    @Test
    void without_memory_to_grow_a_send_fails_and_nothing_else() throws InterruptedException {
        for (Parties consumers : Parties.values()) {
            ScarceQueue queue = new ScarceQueue(3, 1);
            UnboundedBuffer<Integer> buffer =
                    UnboundedBuffer.<Integer>builder()
                            .consumers(consumers)
                            .queues(() -> queue)
                            .build();
            buffer.sendAll(numbers(0, 10)); // 3 and, once grown, 7

            assertThatThrownBy(() -> buffer.trySend(10)).isInstanceOf(OutOfMemoryError.class);
            assertThat(buffer.estimatedSize()).isEqualTo(10);
            assertThatThrownBy(() -> buffer.send(10)).isInstanceOf(OutOfMemoryError.class);
            assertThatThrownBy(() -> buffer.sendAll(numbers(10, 12)))
                    .isInstanceOf(OutOfMemoryError.class);

            assertThat(buffer.stats().accepted()).isEqualTo(10);
            assertThat(contentOf(buffer)).isEqualTo(numbers(0, 10));
            assertThat(buffer.tryReceive()).isNull();
            assertThat(buffer.sendAll(numbers(20, 27))).isEqualTo(7);
            assertThatThrownBy(() -> buffer.trySend(27)).isInstanceOf(OutOfMemoryError.class);
            queue.chunksLeft.set(99);
            assertThat(buffer.sendAll(numbers(27, 60))).isEqualTo(33);
            assertThat(contentOf(buffer)).isEqualTo(numbers(20, 60));
            buffer.close();
            assertThatThrownBy(buffer::tryReceive).isInstanceOf(ClosedException.class);
        }
    }

    @Test
    void a_put_that_fails_gives_its_claim_back() {
        for (Parties consumers : Parties.values()) {
            ScarceQueue queue = new ScarceQueue(7, 99);
            GrowableBuffer<Integer> buffer =
                    GrowableBuffer.<Integer>builder(3)
                            .consumers(consumers)
                            .queues(() -> queue)
                            .build();
            buffer.trySend(0);

            queue.failsAtAll = true;
            assertThatThrownBy(() -> buffer.trySend(1)).isInstanceOf(StackOverflowError.class);
            assertThatThrownBy(() -> buffer.sendAll(numbers(1, 3)))
                    .isInstanceOf(StackOverflowError.class);
            queue.failsAtAll = false;

            assertThat(buffer.estimatedSize()).isEqualTo(1);
            assertThat(buffer.trySend(1)).isTrue();
            assertThat(buffer.trySend(2)).isTrue();
            assertThat(buffer.trySend(3)).isFalse();
            assertThat(contentOf(buffer)).isEqualTo(numbers(0, 3));
            assertThat(buffer.tryReceive()).isNull();
        }
    }

    @Test
    void a_batch_that_fails_in_the_middle_tells_how_many_are_in() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(2);
        ChunkQueue queue =
                new ChunkQueue(15, 15) {
                    @Override
                    public boolean offer(Object item) {
                        if (left.getAndDecrement() == 0) {
                            throw new StackOverflowError("planted");
                        }
                        return super.offer(item);
                    }
                };
        WaitingBuffer<Integer> buffer =
                (WaitingBuffer<Integer>)
                        UnboundedBuffer.<Integer>builder().queues(() -> queue).build();

        assertThat(buffer.offerMany(new Object[] {0, 1, 2, 3}, 0, 4)).isEqualTo(2);

        assertThat(contentOf(buffer)).containsExactly(0, 1);
        assertThat(buffer.sendAll(numbers(2, 5))).isEqualTo(3);
        assertThat(contentOf(buffer)).containsExactly(2, 3, 4);
    }

    @Test
    void items_that_were_taken_and_chunks_that_were_left_are_not_kept() throws Exception {
        for (Parties consumers : Parties.values()) {
            UnboundedBuffer<Object> buffer =
                    UnboundedBuffer.builder()
                            .consumers(consumers)
                            .queues(() -> new ChunkQueue(3, 7))
                            .build();
            List<WeakReference<Object>> gone = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Object item = new Object();
                gone.add(new WeakReference<>(item));
                buffer.send(item);
            }
            for (int i = 0; i < 40; i++) {
                buffer.receive();
            }
            long start = System.nanoTime();
            while (gone.stream().anyMatch(item -> item.get() != null)
                    && System.nanoTime() - start < 20_000_000_000L) {
                System.gc();
                BufferWorld.letPass(1_000_000);
            }

            assertThat(gone).allMatch(item -> item.get() == null);
            assertThat(buffer.tryReceive()).isNull(); // and so was still reachable
        }
    }

    /** Run in a JVM of its own, which tells what it loads. */
    public static final class Use {
        private Use() {}

        /** Uses both shapes, grown and closed. */
        public static void main(String[] args) throws InterruptedException {
            for (Buffer<Integer> buffer :
                    List.<Buffer<Integer>>of(UnboundedBuffer.of(), GrowableBuffer.of(100))) {
                buffer.sendAll(numbers(0, 100));
                buffer.close();
                if (contentOf(buffer).size() != 100) {
                    throw new IllegalStateException("lost some");
                }
            }
        }
    }

    @Test
    void nothing_loads_the_queues_of_JCTools_that_need_Unsafe() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Use.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as("%s", output).isZero();
        assertThat(output).contains("MpscUnboundedVarHandleArrayQueue");
        assertThat(output).doesNotContain("UnsafeAccess").doesNotContain("sun.misc.Unsafe ");
    }
}

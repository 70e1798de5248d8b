package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;
import io.ropewalk.core.WaitPolicy;
import io.ropewalk.testkit.BackgroundCall;
import io.ropewalk.testkit.VirtualTime;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What an acknowledged buffer takes from its description, and what it costs. */
class AcknowledgedBuilderTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void every_setting_reaches_the_algorithm() throws Exception {
        BoundedBufferBuilder<String> builder =
                BoundedBuffer.<String>builder(3)
                        .name("orders")
                        .producers(Parties.ONE)
                        .consumers(Parties.ONE)
                        .overflow(Overflow.REJECT)
                        .waitPolicy(WaitPolicy.PUBLISHER_FENCES)
                        .timeSource(new VirtualTime())
                        .checkRoles(!BoundedBuffer.class.desiredAssertionStatus())
                        .closeFromAnywhere()
                        .removable()
                        .firstIndex(17);
        builder.later = nanos -> Runnable::run;
        BoundedBufferBuilder<String> untouched = BoundedBuffer.builder(1);

        BoundedBufferBuilder<Integer> copy = builder.forItems(item -> {});

        for (Field field : BoundedBufferBuilder.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    || field.getName().equals("onUndelivered")
                    || field.getName().equals("key")) {
                continue; // of the items, and these are others
            }
            field.setAccessible(true);
            assertThat(field.get(builder))
                    .as("this test sets %s to what is not its default", field.getName())
                    .isNotEqualTo(field.get(untouched));
            assertThat(field.get(copy)).as(field.getName()).isEqualTo(field.get(builder));
        }
    }

    @Test
    void a_removable_buffer_cannot_be_acknowledged() {
        BoundedBufferBuilder<String> builder = BoundedBuffer.<String>builder(1).removable();

        assertThatThrownBy(builder::acknowledged)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("acknowledged()")
                .hasMessageContaining("removable()");
    }

    @Test
    void one_builder_builds_channels_and_buffers() throws Exception {
        BoundedBufferBuilder<String> builder = BoundedBuffer.builder(1);

        AckChannel<String> one = builder.acknowledged();
        AckChannel<String> other = builder.acknowledged();
        BoundedBuffer<String> plain = builder.build();

        one.send("a");
        plain.send("b");
        assertThat(other.tryReceive()).isNull();
        assertThat(plain.receive()).isEqualTo("b");
        assertThat(one.receive().item()).isEqualTo("a");
    }

    @Test
    void overlapping_receivers_of_a_one_consumer_channel_are_named() throws Exception {
        AckChannel<String> channel =
                BoundedBuffer.<String>builder(4)
                        .consumers(Parties.ONE)
                        .checkRoles(true)
                        .acknowledged();
        channel.send("a");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BackgroundCall<Integer> slow =
                BackgroundCall.of(() ->
                        channel.drainTo(
                                d -> {
                                    inside.countDown();
                                    await(go);
                                    d.ack();
                                },
                                1));
        inside.await();

        assertThatThrownBy(channel::tryReceive)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("declared ONE");

        go.countDown();
        assertThat(slow.result()).isEqualTo(1);
        channel.awaitAllProcessed();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_name_shows_in_reports() {
        AckChannel<String> channel = BoundedBuffer.<String>builder(4).name("orders").acknowledged();

        assertThat(channel).hasToString("AckChannel[BoundedBuffer[orders, 0 of 4]]");
    }

    @Test
    void a_wait_for_what_has_ended_allocates_nothing() throws Exception {
        AckChannel<Integer> channel = BoundedBuffer.<Integer>builder(256).acknowledged();
        for (int i = 0; i < 256; i++) {
            channel.send(i);
        }
        channel.drainTo(AcknowledgedBuilderTest::settle, 256); // odd ones are undelivered
        Duration hour = Duration.ofHours(1);
        askFor(channel, hour);
        long me = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(me);

        int lost = askFor(channel, hour);

        assertThat(THREADS.getThreadAllocatedBytes(me) - before).isLessThan(20_000);
        assertThat(lost).isEqualTo(200 * 128);
    }

    private static void settle(Delivery<Integer> delivery) {
        if (delivery.item() % 2 == 0) {
            delivery.ack();
        } else {
            delivery.reject();
        }
    }

    private static int askFor(AckChannel<Integer> channel, Duration hour)
            throws InterruptedException {
        int lost = 0;
        for (int round = 0; round < 200; round++) {
            for (int ticket = 0; ticket < 256; ticket++) {
                if (channel.awaitProcessed(ticket) == TicketOutcome.UNDELIVERED) {
                    lost++;
                }
                channel.awaitProcessed(ticket, hour);
                channel.awaitAllProcessed();
            }
        }
        return lost;
    }

    @Test
    void an_item_costs_one_object() throws Exception {
        AckChannel<Integer> channel =
                BoundedBuffer.<Integer>builder(128).checkRoles(false).acknowledged();
        pass(channel);
        long me = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(me);

        pass(channel);

        assertThat(THREADS.getThreadAllocatedBytes(me) - before).isLessThan(40 * 100_000L + 20_000);
    }

    private static void pass(AckChannel<Integer> channel) throws InterruptedException {
        Integer item = 1;
        for (int i = 0; i < 100_000; i++) {
            channel.send(item);
            channel.receive().ack();
        }
    }
}

package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.wait.Step;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A consumer that gives its side up while it finds the end, because of a cancel from elsewhere,
 * leaves the last item to whoever drains: one interleaving, step by step.
 */
@NeedsSteps
@Timeout(60)
class CancelMeetsEndTest {
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> handedBack = Collections.synchronizedList(new ArrayList<>());
    private final BoundedBuffer<String> buffer =
            Kind.ONE_TO_ONE.<String>builder(4).onUndelivered(handedBack::add).build();
    private final List<Stop> stops = new ArrayList<>();

    @AfterEach
    void letAllGoOn() {
        Step.install(() -> {});
        stops.forEach(Stop::goOn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tryReceive", "drainTo"})
    void a_consumer_that_finds_the_end_and_a_cancel_leaves_the_item_to_the_drainer(String call)
            throws Exception {
        Stop emptySlotSeen = stop("consumer", "hasEnded", 2); // once when it took the side
        Stop cancelBegun = stop("canceller", "sealIfAllowed", 1);
        Stop sideGivenUp = stop("consumer", "drain", 1);
        Stop itemSeen = stop("canceller", "remove", 2); // read, and not yet taken out
        Step.install(this::step);

        Thread consumer = start("consumer", () -> receiveTwice(call));
        emptySlotSeen.await();
        start("producer", () -> buffer.trySend("X")).join();
        Thread canceller = start("canceller", buffer::cancel);
        cancelBegun.await();
        emptySlotSeen.goOn();
        sideGivenUp.await(); // the consumer has sealed, and retired itself
        cancelBegun.goOn();
        itemSeen.await(); // the canceller drains
        sideGivenUp.goOn();
        consumer.join();
        itemSeen.goOn();
        canceller.join();

        assertThat(received).isEmpty();
        assertThat(handedBack).containsExactly("X");
    }

    private static Thread start(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void receiveTwice(String call) {
        try {
            for (int i = 0; i < 2; i++) {
                if (call.equals("drainTo")) {
                    buffer.drainTo(received::add, 4);
                } else {
                    String item = buffer.tryReceive();
                    if (item != null) {
                        received.add(item);
                    }
                }
            }
        } catch (ClosedException e) {
            // nothing was received
        }
    }

    private Stop stop(String thread, String method, int occurrence) {
        Stop stop = new Stop(thread, method, occurrence);
        stops.add(stop);
        return stop;
    }

    private void step() {
        String thread = Thread.currentThread().getName();
        for (Stop stop : stops) {
            if (stop.thread.equals(thread) && isIn(stop.method)) {
                stop.reached();
            }
        }
    }

    /** Whether the step stands in that method of a buffer. */
    private static boolean isIn(String method) {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.filter(CancelMeetsEndTest::isOfTheAlgorithm)
                                .findFirst()
                                .filter(frame -> frame.getMethodName().equals(method))
                                .isPresent());
    }

    private static boolean isOfTheAlgorithm(StackFrame frame) {
        String name = frame.getClassName();
        return name.endsWith("Buffer") || name.endsWith("ProducerEnd");
    }

    /** A step at which a thread waits until it is told to go on. */
    private static final class Stop {
        final String thread;
        final String method;
        private final AtomicInteger left;
        private final CountDownLatch here = new CountDownLatch(1);
        private final CountDownLatch mayGoOn = new CountDownLatch(1);

        Stop(String thread, String method, int occurrence) {
            this.thread = thread;
            this.method = method;
            left = new AtomicInteger(occurrence);
        }

        void reached() {
            if (left.decrementAndGet() == 0) {
                here.countDown();
                await(mayGoOn);
            }
        }

        void await() {
            await(here);
        }

        private void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS))
                        .as("%s came to, and went past, %s", thread, method)
                        .isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }
}

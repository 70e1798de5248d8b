package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.core.ClosedException;
import io.ropewalk.core.Receiver;
import io.ropewalk.core.wait.Step;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
@Timeout(60)
class CancelMeetsEndTest {
    @ParameterizedTest
    @ValueSource(strings = {"tryReceive", "drainTo"})
    void a_consumer_that_finds_the_end_and_a_cancel_leaves_the_item_to_the_drainer(String call)
            throws Exception {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dropewalk.steps=true",
                                "-cp",
                                String.join(
                                        File.pathSeparator,
                                        placeOf(Receiver.class),
                                        placeOf(BoundedBuffer.class),
                                        "target/test-classes"),
                                StepByStep.class.getName(),
                                call)
                        .redirectErrorStream(true)
                        .start();

        String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).contains("received [], handed back [X]");
        assertThat(child.exitValue()).isZero();
    }

    private static String placeOf(Class<?> type) throws Exception {
        URI uri = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(uri).toString();
    }

    /** Runs in a JVM of its own. */
    static final class StepByStep {
        private static final List<Stop> STOPS = new ArrayList<>();

        private StepByStep() {}

        public static void main(String[] args) throws Exception {
            List<String> received = Collections.synchronizedList(new ArrayList<>());
            List<String> handedBack = Collections.synchronizedList(new ArrayList<>());
            BoundedBuffer<String> buffer =
                    BoundedBuffer.<String>builder(4)
                            .producers(Parties.ONE)
                            .consumers(Parties.ONE)
                            .checkRoles(false)
                            .onUndelivered(handedBack::add)
                            .build();
            Stop emptySlotSeen = stop("consumer", "hasEnded", 2); // once when it took the side
            Stop cancelBegun = stop("canceller", "sealIfAllowed", 1);
            Stop sideGivenUp = stop("consumer", "drain", 1);
            Stop itemSeen = stop("canceller", "remove", 2); // read, and not yet taken out
            Step.install(StepByStep::step);

            Thread consumer = new Thread(() -> receive(args[0], buffer, received), "consumer");
            consumer.start();
            emptySlotSeen.await();
            Thread producer = new Thread(() -> buffer.trySend("X"), "producer");
            producer.start();
            producer.join();
            Thread canceller = new Thread(buffer::cancel, "canceller");
            canceller.start();
            cancelBegun.await();
            emptySlotSeen.goOn();
            sideGivenUp.await(); // the consumer has sealed, and retired itself
            cancelBegun.goOn();
            itemSeen.await(); // the canceller drains
            sideGivenUp.goOn();
            consumer.join();
            itemSeen.goOn();
            canceller.join();
            System.out.println("received " + received + ", handed back " + handedBack);
        }

        private static void receive(
                String call, BoundedBuffer<String> buffer, List<String> received) {
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

        private static Stop stop(String thread, String method, int occurrence) {
            Stop stop = new Stop(thread, method, occurrence);
            STOPS.add(stop);
            return stop;
        }

        private static void step() {
            String thread = Thread.currentThread().getName();
            for (Stop stop : STOPS) {
                if (stop.thread.equals(thread) && isIn(stop.method)) {
                    stop.reached();
                }
            }
        }

        /** Whether the step stands in that method of a buffer. */
        private static boolean isIn(String method) {
            return StackWalker.getInstance()
                    .walk(frames ->
                            frames.filter(frame -> frame.getClassName().endsWith("Buffer"))
                                    .findFirst()
                                    .filter(frame -> frame.getMethodName().equals(method))
                                    .isPresent());
        }
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
                if (!latch.await(20, TimeUnit.SECONDS)) {
                    System.out.println(thread + " did not come to, or past, " + method);
                    System.exit(1);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        void goOn() {
            mayGoOn.countDown();
        }
    }
}

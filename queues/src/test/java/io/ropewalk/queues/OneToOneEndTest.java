package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Who ends a ONE/ONE buffer that was closed by a third party. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"ONE_TO_ONE", "LONGS_ONE_TO_ONE"})
class OneToOneEndTest {
    private final BufferWorld world;
    private final Side producer = new Side();
    private final Side consumer = new Side();

    OneToOneEndTest(Kind kind) {
        world = new BufferWorld(4, kind);
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        producer.end();
        consumer.end();
    }

    @Test
    void theProducersNextCallSeals() throws Exception {
        producer.calls(() -> world.send(1));
        consumer.calls(world::receive);
        world.close();
        consumer.calls(world::receive);
        assertThat(world.received).containsExactly(1);

        assertThat(producer.calls(() -> world.send(2))).isFalse();

        consumer.calls(world::receive);
        world.mustHaveEnded();
    }

    @Test
    void theReceiverSealsForAProducerThatHasEndedSince() throws Exception {
        producer.calls(() -> world.send(1));
        world.close();
        producer.end();

        consumer.calls(world::receiveAll);

        assertThat(world.received).containsExactly(1);
        world.mustHaveEnded();
    }

    @Test
    void aNewProducerIsRefusedAfterTheEnd() throws Exception {
        world.close();
        consumer.calls(world::receive);
        world.mustHaveEnded();

        assertThat(producer.calls(() -> world.send(1))).isFalse();
    }

    @Test
    void theReceiversNextCallHandsBackWhatACancelLeft() throws Exception {
        producer.calls(() -> world.send(1));
        producer.calls(() -> world.send(2));
        consumer.calls(world::receive);
        world.cancel();
        assertThat(world.undelivered).isEmpty(); // for the receiver may be in the middle of a call

        consumer.calls(world::receive);

        assertThat(world.undelivered).containsExactly(2);
        world.mustHaveEnded();
    }

    /** A thread that makes the calls of one side. */
    private static final class Side {
        private Thread thread;
        private final ThreadFactory factory = task -> thread = new Thread(task, "side");
        private final ExecutorService executor = Executors.newSingleThreadExecutor(factory);

        <T> T calls(Callable<T> call) throws Exception {
            return executor.submit(call).get();
        }

        void calls(Runnable call) throws Exception {
            executor.submit(call).get();
        }

        void end() throws InterruptedException {
            executor.shutdown();
            if (thread != null) {
                thread.join();
            }
        }
    }
}

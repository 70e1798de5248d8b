package io.ropewalk.testkit;

import io.ropewalk.core.Channel;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

import java.time.Duration;
import java.util.Set;

/**
 * What every channel must do, as a JUnit suite. Extend it in the tests of a kind of channel, once
 * for each way to build one.
 *
 * {@snippet :
 * class OneToOneBufferTest extends ChannelContract {
 *     @Override
 *     protected <T> Channel<T> newChannel(ChannelSpec<T> spec) {
 *         return BoundedBuffer.<T>builder(spec.capacity())
 *                 .producers(Parties.valueOf(spec.producers().name()))
 *                 .consumers(Parties.valueOf(spec.consumers().name()))
 *                 .timeSource(spec.timeSource())
 *                 .onUndelivered(spec.onUndelivered())
 *                 .build();
 *     }
 *
 *     @Override
 *     protected Users producers() {
 *         return Users.ONE;
 *     }
 *
 *     @Override
 *     protected Users consumers() {
 *         return Users.ONE;
 *     }
 * }
 * }
 *
 * <p>A test that needs a {@link ChannelFeature} or a side for {@link Users#MANY} which the channel
 * lacks is skipped, and shows as skipped.
 *
 * <p>On a side for one user, the tests never let two calls overlap, and order them by starting and
 * joining threads; closing and cancelling come from other threads too. Checks of roles may
 * therefore stay on.
 *
 * <p>What no example can show (that nothing is lost when everything happens at once) is {@link
 * ChannelStorm}'s part.
 */
public abstract class ChannelContract {
    /** For subclasses. */
    protected ChannelContract() {}

    /**
     * Builds a channel.
     *
     * @param <T> the items
     * @param spec what it must be like
     * @return a new, empty, open channel
     */
    protected abstract <T> Channel<T> newChannel(ChannelSpec<T> spec);

    /**
     * What the channel can do.
     *
     * @return every feature, unless overridden
     */
    protected Set<ChannelFeature> features() {
        return ChannelFeature.all();
    }

    /**
     * How many threads the channel allows to send at a time.
     *
     * @return many, unless overridden
     */
    protected Users producers() {
        return Users.MANY;
    }

    /**
     * How many threads the channel allows to receive at a time.
     *
     * @return many, unless overridden
     */
    protected Users consumers() {
        return Users.MANY;
    }

    /**
     * On what threads the calls are made that wait.
     *
     * @return platform threads, unless overridden
     */
    protected StrandKind strands() {
        return StrandKind.PLATFORM;
    }

    /**
     * How long a test waits for what should happen at once, before it fails.
     *
     * @return 20 s, unless overridden
     */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Nested
    @DisplayName("sending and receiving")
    class Passing extends PassingContract {
        Passing() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("waiting")
    class Waiting extends WaitingContract {
        Waiting() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("time-outs")
    class TimeOuts extends TimeOutContract {
        TimeOuts() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("interrupts")
    class Interrupts extends InterruptContract {
        Interrupts() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("closing")
    class Closing extends CloseContract {
        Closing() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("cancelling")
    class Cancelling extends CancelContract {
        Cancelling() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("sending batches")
    class SendingBatches extends SendBatchContract {
        SendingBatches() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("receiving batches")
    class ReceivingBatches extends ReceiveBatchContract {
        ReceivingBatches() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("throwing and re-entering sinks")
    class Sinks extends SinkContract {
        Sinks() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("iterating")
    class Iterating extends IterationContract {
        Iterating() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("asynchronous calls")
    class AsyncCalls extends AsyncContract {
        AsyncCalls() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("stages that depend on asynchronous calls")
    class AsyncDependents extends AsyncDependentsContract {
        AsyncDependents() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("counted senders")
    class SenderHandles extends SenderHandleContract {
        SenderHandles() {
            super(ChannelContract.this);
        }
    }

    @Nested
    @DisplayName("statistics")
    class Statistics extends StatsContract {
        Statistics() {
            super(ChannelContract.this);
        }
    }
}

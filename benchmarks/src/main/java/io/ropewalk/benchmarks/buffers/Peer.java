package io.ropewalk.benchmarks.buffers;

import com.conversantmedia.util.concurrent.DisruptorBlockingQueue;
import com.conversantmedia.util.concurrent.PushPullBlockingQueue;
import com.softwaremill.jox.Channel;

import io.ropewalk.benchmarks.traffic.BlockingQueueHand;
import io.ropewalk.benchmarks.traffic.Hand;
import io.ropewalk.benchmarks.traffic.Item;
import io.ropewalk.benchmarks.traffic.JoxHand;
import io.ropewalk.benchmarks.traffic.RopewalkHand;
import io.ropewalk.benchmarks.traffic.Shape;
import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Parties;

import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/**
 * Who is measured. Each peer comes in its own best class for the shape: a library that has a queue
 * for one producer and one consumer is measured by that where there is one of each.
 */
enum Peer {
    ROPEWALK("ropewalk", Waiting.SLEEPS, true) {
        @Override
        Hand hand(Shape shape) {
            return ropewalk(shape);
        }
    },
    /** The same once more: how far apart two measurements of one thing come out here. */
    ROPEWALK_AGAIN("ropewalk-again", Waiting.SLEEPS, true) {
        @Override
        Hand hand(Shape shape) {
            return ropewalk(shape);
        }
    },
    ARRAY_BLOCKING_QUEUE("ArrayBlockingQueue", Waiting.SLEEPS, true) {
        @Override
        Hand hand(Shape shape) {
            return new BlockingQueueHand(new ArrayBlockingQueue<>(shape.capacity()));
        }
    },
    LINKED_BLOCKING_QUEUE("LinkedBlockingQueue", Waiting.SLEEPS, false) {
        @Override
        Hand hand(Shape shape) {
            return new BlockingQueueHand(new LinkedBlockingQueue<>(shape.capacity()));
        }
    },
    /** Unbounded: its producers never wait, and its items may pile up. */
    LINKED_TRANSFER_QUEUE("LinkedTransferQueue", Waiting.SLEEPS, false) {
        @Override
        Hand hand(Shape shape) {
            return new BlockingQueueHand(new LinkedTransferQueue<>());
        }
    },
    JCTOOLS_VARHANDLE("jctools-varhandle", Waiting.SPINS, true) {
        @Override
        Hand hand(Shape shape) {
            int capacity = shape.capacity();
            MessagePassingQueue<Item> queue =
                    shape.oneToOne()
                            ? new SpscVarHandleArrayQueue<>(capacity)
                            : shape.consumers() == 1
                                    ? new MpscVarHandleArrayQueue<>(capacity)
                                    : new MpmcVarHandleArrayQueue<>(capacity);
            return new JctoolsHand(queue);
        }
    },
    JCTOOLS_UNSAFE("jctools-unsafe", Waiting.SPINS, true) {
        @Override
        Hand hand(Shape shape) {
            int capacity = shape.capacity();
            MessagePassingQueue<Item> queue =
                    shape.oneToOne()
                            ? new SpscArrayQueue<>(capacity)
                            : shape.consumers() == 1
                                    ? new MpscArrayQueue<>(capacity)
                                    : new MpmcArrayQueue<>(capacity);
            return new JctoolsHand(queue);
        }
    },
    CONVERSANT("Conversant", Waiting.SLEEPS, false) {
        @Override
        Hand hand(Shape shape) {
            BlockingQueue<Item> queue =
                    shape.oneToOne()
                            ? new PushPullBlockingQueue<>(shape.capacity())
                            : new DisruptorBlockingQueue<>(shape.capacity());
            return new BlockingQueueHand(queue);
        }

        @Override
        boolean takesPartIn(Shape shape) {
            return !shape.virtual() && super.takesPartIn(shape);
        }
    },
    AGRONA("Agrona", Waiting.SPINS, false) {
        @Override
        Hand hand(Shape shape) {
            int capacity = shape.capacity();
            Queue<Item> queue =
                    shape.oneToOne()
                            ? new OneToOneConcurrentArrayQueue<>(capacity)
                            : shape.consumers() == 1
                                    ? new ManyToOneConcurrentArrayQueue<>(capacity)
                                    : new ManyToManyConcurrentArrayQueue<>(capacity);
            return new SpinningHand(queue);
        }
    },
    JOX("jox", Waiting.SLEEPS, false) {
        @Override
        Hand hand(Shape shape) {
            return new JoxHand(Channel.newBufferedChannel(shape.capacity()));
        }
    };

    /** What one does who must wait. */
    enum Waiting {
        SLEEPS,
        /** Spins and yields ({@link Patience}), and would keep a carrier from others. */
        SPINS
    }

    private final String title;
    private final Waiting waiting;
    private final boolean batches;

    Peer(String title, Waiting waiting, boolean batches) {
        this.title = title;
        this.waiting = waiting;
        this.batches = batches;
    }

    /** Our buffer, told how many use each side. */
    private static Hand ropewalk(Shape shape) {
        BoundedBuffer<Item> buffer =
                BoundedBuffer.<Item>builder(shape.capacity())
                        .producers(shape.producers() == 1 ? Parties.ONE : Parties.MANY)
                        .consumers(shape.consumers() == 1 ? Parties.ONE : Parties.MANY)
                        .checkRoles(false)
                        .build();
        return new RopewalkHand(buffer, shape.virtual());
    }

    /** A new, empty one. Loads no classes but this peer's: a fork must not know the others. */
    abstract Hand hand(Shape shape);

    String title() {
        return title;
    }

    boolean takesPartIn(Shape shape) {
        boolean bySleep = waiting == Waiting.SLEEPS || !shape.virtual();
        return bySleep && (batches || shape.batch() == 1);
    }

    static Peer of(String title) {
        return Arrays.stream(values())
                .filter(peer -> peer.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no peer is called " + title));
    }

    static List<Peer> forShape(Shape shape) {
        return Arrays.stream(values()).filter(peer -> peer.takesPartIn(shape)).toList();
    }
}

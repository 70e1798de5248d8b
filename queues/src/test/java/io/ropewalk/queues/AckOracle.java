package io.ropewalk.queues;

import io.ropewalk.core.AckChannel;
import io.ropewalk.core.ChannelStats;
import io.ropewalk.core.Delivery;
import io.ropewalk.core.TicketOutcome;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** What the participants of a round did with each item, and so what its ticket must answer. */
final class AckOracle {
    private static final long NONE = -1;
    private static final int FINDINGS_SHOWN = 10;

    private final int items;
    private final AtomicLongArray ticketOf;
    private final AtomicLongArray deliveredUnder;
    private final AtomicIntegerArray deliveries;
    private final AtomicIntegerArray ackTries;
    private final AtomicIntegerArray acks;
    private final AtomicIntegerArray rejects;
    private final AtomicIntegerArray handled;
    private final Map<Long, Integer> itemOf = new ConcurrentHashMap<>();
    private final Map<Integer, TicketOutcome> answers = new ConcurrentHashMap<>();
    private final AtomicLongArray accepted;
    private final AtomicInteger acceptedCount = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> findings = new ConcurrentLinkedQueue<>();

    AckOracle(int items) {
        this.items = items;
        ticketOf = filled(items);
        deliveredUnder = filled(items);
        accepted = filled(items);
        deliveries = new AtomicIntegerArray(items);
        ackTries = new AtomicIntegerArray(items);
        acks = new AtomicIntegerArray(items);
        rejects = new AtomicIntegerArray(items);
        handled = new AtomicIntegerArray(items);
    }

    private static AtomicLongArray filled(int items) {
        AtomicLongArray array = new AtomicLongArray(items);
        for (int i = 0; i < items; i++) {
            array.set(i, NONE);
        }
        return array;
    }

    void finding(String what) {
        findings.add(what);
    }

    void accepted(int item, long ticket) {
        ticketOf.set(item, ticket);
        Integer other = itemOf.put(ticket, item);
        if (other != null) {
            finding("ticket " + ticket + " was given to items " + other + " and " + item);
        }
        accepted.set(acceptedCount.getAndIncrement(), ticket);
    }

    int acceptedSoFar() {
        return acceptedCount.get();
    }

    /** A ticket among the first so many that were accepted, rather a late one; or -1. */
    long someTicket(SplittableRandom random, int among) {
        if (among == 0) {
            return NONE;
        }
        int recent = Math.min(among, random.nextBoolean() ? 8 : among);
        return accepted.get(among - 1 - random.nextInt(recent));
    }

    void delivered(Delivery<Integer> delivery) {
        deliveredUnder.set(delivery.item(), delivery.ticket());
        deliveries.incrementAndGet(delivery.item());
    }

    boolean ack(Delivery<Integer> delivery) {
        ackTries.incrementAndGet(delivery.item());
        boolean won = delivery.ack();
        if (won) {
            acks.incrementAndGet(delivery.item());
        }
        return won;
    }

    boolean reject(Delivery<Integer> delivery) {
        boolean won = delivery.reject();
        if (won) {
            rejects.incrementAndGet(delivery.item());
            if (handled.get(delivery.item()) != 1) {
                finding(
                        "reject of item "
                                + delivery.item()
                                + " returned before the handler had it");
            }
        }
        return won;
    }

    void handled(int item) {
        handled.incrementAndGet(item);
    }

    /** Judges an answer when it comes: each must be true already, and never change. */
    void answered(long ticket, TicketOutcome outcome) {
        int item = itemOf.get(ticket);
        TicketOutcome before = answers.putIfAbsent(item, outcome);
        if (before != null && before != outcome) {
            finding("ticket " + ticket + " was " + before + " and then " + outcome);
        }
        if (outcome == TicketOutcome.UNDELIVERED && handled.get(item) != 1) {
            finding("ticket " + ticket + " is undelivered, but the handler does not have its item");
        }
        if (outcome == TicketOutcome.PROCESSED && ackTries.get(item) == 0) {
            finding("ticket " + ticket + " is processed, but nobody has acknowledged it");
        }
    }

    /** Judges a round at its end: everything was settled or handed back. */
    void judge(AckChannel<Integer> channel) throws InterruptedException {
        int ofAccepted = 0;
        int ofAcked = 0;
        for (int item = 0; item < items; item++) {
            long ticket = ticketOf.get(item);
            if (ticket == NONE) {
                if (deliveries.get(item) + handled.get(item) > 0) {
                    finding("item " + item + " was not accepted, but came out");
                }
                continue;
            }
            ofAccepted++;
            ofAcked += acks.get(item);
            judge(channel, item, ticket);
        }
        ChannelStats stats = channel.stats();
        if (stats.accepted() != ofAccepted
                || stats.delivered() != ofAcked
                || stats.undelivered() != ofAccepted - ofAcked) {
            finding(stats + " of " + ofAccepted + " accepted, " + ofAcked + " acknowledged");
        }
        if (!channel.awaitAllProcessed(Duration.ZERO)) {
            finding("not all have ended");
        }
        TicketBook book = ((AcknowledgedBuffer<Integer>) channel).tickets();
        if (book.queues() != 0) {
            finding(book.queues() + " queues were left behind");
        }
        if (book.ranges() > ofAccepted - ofAcked) {
            finding(book.ranges() + " ranges for " + (ofAccepted - ofAcked) + " undelivered");
        }
        if (!findings.isEmpty()) {
            throw new AssertionError(
                    findings.size()
                            + " findings: "
                            + findings.stream().limit(FINDINGS_SHOWN).toList());
        }
    }

    private void judge(AckChannel<Integer> channel, int item, long ticket)
            throws InterruptedException {
        int delivered = deliveries.get(item);
        int acked = acks.get(item);
        int rejected = rejects.get(item);
        int handed = handled.get(item);
        boolean settledAsDelivered = acked + rejected == delivered && delivered <= 1;
        boolean handedAsSettled = handed == 1 - acked && (delivered == 0 || handed == rejected);
        if (!settledAsDelivered || !handedAsSettled) {
            finding(
                    "item %d: delivered %d, acknowledged %d, rejected %d, handed back %d"
                            .formatted(item, delivered, acked, rejected, handed));
        }
        if (delivered == 1 && deliveredUnder.get(item) != ticket) {
            finding("item " + item + " came as " + deliveredUnder.get(item) + ", not " + ticket);
        }
        TicketOutcome expected = acked == 1 ? TicketOutcome.PROCESSED : TicketOutcome.UNDELIVERED;
        TicketOutcome answer = channel.awaitProcessed(ticket, Duration.ZERO);
        TicketOutcome earlier = answers.getOrDefault(item, expected);
        if (answer != expected || earlier != expected) {
            finding("ticket " + ticket + " answers " + answer + ", earlier " + earlier);
        }
    }
}

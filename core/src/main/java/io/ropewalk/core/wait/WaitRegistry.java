package io.ropewalk.core.wait;

import org.jspecify.annotations.Nullable;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The wait queues that have ever had a waiter, so that a report can find those that have one now:
 * virtual threads cannot be enumerated. Queues are held weakly.
 */
public final class WaitRegistry {
    /*
     * Stripes of doubly linked lists. A queue joins its stripe when its first waiter ever joins, under
     * the queue's lock and then the stripe's; nobody takes a queue's lock while holding a stripe's. It
     * stays until it is collected; each that comes unlinks up to eight that were.
     *
     * Dropped: joining with the first waiter and leaving with the last, each time. The list was short,
     * but a park cost two locks and the cache lines of four neighbours: an eighth of the time that a
     * thousand virtual threads in a row spent.
     */
    private static final int STRIPES = 16;

    private static final int EXPUNGED_PER_ENTRY = 8;

    private static final ReferenceQueue<WaitQueue> COLLECTED = new ReferenceQueue<>();

    private static final Stripe[] ALL = new Stripe[STRIPES];

    static {
        for (int i = 0; i < STRIPES; i++) {
            ALL[i] = new Stripe();
        }
    }

    private WaitRegistry() {}

    /** A queue's membership in its stripe. */
    static final class Entry extends WeakReference<WaitQueue> {
        final Stripe stripe;
        @Nullable Entry previous;
        @Nullable Entry next;
        boolean linked;

        Entry(WaitQueue queue, Stripe stripe) {
            super(queue, COLLECTED);
            this.stripe = stripe;
        }
    }

    static final class Stripe {
        private @Nullable Entry head;

        synchronized void link(Entry entry) {
            entry.next = head;
            if (head != null) {
                head.previous = entry;
            }
            head = entry;
            entry.linked = true;
        }

        synchronized void unlink(Entry entry) {
            if (!entry.linked) {
                return;
            }
            Entry before = entry.previous;
            Entry after = entry.next;
            if (before == null) {
                head = after;
            } else {
                before.next = after;
            }
            if (after != null) {
                after.previous = before;
            }
            entry.previous = null;
            entry.next = null;
            entry.linked = false;
        }

        synchronized void addTo(List<WaitQueue> queues) {
            for (Entry entry = head, next; entry != null; entry = next) {
                next = entry.next;
                WaitQueue queue = entry.get();
                if (queue == null) {
                    unlink(entry);
                } else {
                    queues.add(queue);
                }
            }
        }
    }

    /** Enters a queue for good. */
    static Entry register(WaitQueue queue) {
        int hash = System.identityHashCode(queue);
        Entry entry = new Entry(queue, ALL[(hash ^ hash >>> 16) & STRIPES - 1]);
        for (int i = 0; i < EXPUNGED_PER_ENTRY; i++) {
            if (!(COLLECTED.poll() instanceof Entry collected)) {
                break;
            }
            collected.stripe.unlink(collected);
        }
        entry.stripe.link(entry); // last: nothing can fail any more
        return entry;
    }

    /**
     * Everything that is waited for now. Not a consistent cut: each queue is read at its own
     * moment.
     *
     * @param waitsPerSite how many waiters to name for each queue that has no owner
     * @return the sites, in no order
     */
    public static List<WaitSite> snapshot(int waitsPerSite) {
        List<WaitQueue> queues = new ArrayList<>();
        for (Stripe stripe : ALL) {
            stripe.addTo(queues);
        }
        List<WaitSite> sites = new ArrayList<>();
        for (WaitQueue queue : queues) {
            WaitSite site = queue.site(waitsPerSite);
            if (site != null) {
                sites.add(site);
            }
        }
        return sites;
    }
}

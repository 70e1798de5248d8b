package io.ropewalk.queues.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What the producers of a storm know: which sequence got which item. */
final class StormOracle {
    static final long ABORTED = -1;

    private final long first;
    private final AtomicLongArray items;
    private final List<String> findings = new ArrayList<>();
    private final AtomicLong latestNext = new AtomicLong();

    StormOracle(long first, int size) {
        this.first = first;
        items = new AtomicLongArray(size);
        latestNext.set(first);
    }

    int size() {
        return items.length();
    }

    long distance(long sequence) {
        return sequence - first;
    }

    int offset(long sequence) {
        long offset = sequence - first;
        if (offset < 0 || offset >= items.length()) {
            finding("sequence " + sequence + " is none");
            return 0;
        }
        return (int) offset;
    }

    long item(int offset) {
        return items.get(offset);
    }

    /** To be called before a sequence is published. */
    void publishes(long sequence, long item) {
        if (!items.compareAndSet(offset(sequence), 0, item)) {
            finding("sequence " + sequence + " was claimed twice");
        }
    }

    /** To be called before a claim: the claim is not before that. */
    long latestNext() {
        return latestNext.get();
    }

    /** Called after a stage has joined with the next item. */
    void joinedNext(long from) {
        latestNext.set(from);
    }

    synchronized void finding(String finding) {
        if (findings.size() < 12) {
            findings.add(finding);
        }
    }

    synchronized boolean hasFindings() {
        return !findings.isEmpty();
    }

    synchronized void assertNothingFound() {
        if (!findings.isEmpty()) {
            throw new AssertionError(String.join("\n  - ", findings));
        }
    }

    /** Judges that the first {@code total} sequences each came to something. */
    void judgeClaims(long total) {
        for (int offset = 0; offset < items.length(); offset++) {
            if ((items.get(offset) == 0) == (offset < total)) {
                finding("of " + total + " claims, " + offset + " holds " + items.get(offset));
            }
        }
    }

    long published(long total) {
        long published = 0;
        for (int offset = 0; offset < total; offset++) {
            if (items.get(offset) != ABORTED) {
                published++;
            }
        }
        return published;
    }
}

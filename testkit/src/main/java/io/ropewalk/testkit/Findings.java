package io.ropewalk.testkit;

import java.util.ArrayList;
import java.util.List;

/** What a check found wrong: the first few in words, the rest counted. */
final class Findings {
    private static final int KEPT = 12;

    private final List<String> first = new ArrayList<>();
    private long count;

    synchronized void add(String finding) {
        if (count++ < KEPT) {
            first.add(finding);
        }
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        for (String finding : first) {
            text.append("\n  - ").append(finding);
        }
        if (count > first.size()) {
            text.append("\n  - and ").append(count - first.size()).append(" more");
        }
        return text.toString();
    }
}

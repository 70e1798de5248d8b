package io.ropewalk.examples.diamond;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the program is there for; the business logic. It counts the lines by their first word.
 *
 * <p>An ordinary class over an ordinary map: one thread uses it, so it has no lock, and tests need
 * no ring.
 */
final class Ledger {
    private final Map<String, Long> accounts = new TreeMap<>();
    private long lines;

    void book(String line) {
        int end = line.indexOf(' ');
        accounts.merge(end < 0 ? line : line.substring(0, end), 1L, Long::sum);
        lines++;
    }

    long lines() {
        return lines;
    }

    int accounts() {
        return accounts.size();
    }

    /** Those with the most lines, most first. */
    List<Map.Entry<String, Long>> largest(int count) {
        return accounts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ledger ledger && accounts.equals(ledger.accounts);
    }

    @Override
    public int hashCode() {
        return accounts.hashCode();
    }

    @Override
    public String toString() {
        return accounts.toString();
    }
}

package io.ropewalk.benchmarks.buffers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who hands over to whom. Its name says it all:
 *
 * <pre>
 * p4c1-1024-platform   4 producers, 1 consumer, room for 1024 items, platform threads
 * batch64-1024-platform   1 producer, 1 consumer, 64 items at a time
 * chain1000-16-virtual   1000 virtual threads in a row, each handing on to the next
 * </pre>
 *
 * @param name as above
 * @param producers how many hand in at one place
 * @param consumers how many take out at one place
 * @param strands how many there are in all
 * @param capacity how many items fit between them
 * @param batch how many items are handed over in one call; 1 for the calls that hand over one
 * @param virtual whether they are virtual threads
 */
record Shape(
        String name,
        int producers,
        int consumers,
        int strands,
        int capacity,
        int batch,
        boolean virtual) {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:p(?<p>\\d+)c(?<c>\\d+)|batch(?<batch>\\d+)|chain(?<chain>\\d+))"
                            + "-(?<capacity>\\d+)-(?<kind>platform|virtual)");

    /** Reads a name. */
    static Shape of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no shape is called " + name);
        }
        int producers = number(matcher, "p", 1);
        int consumers = number(matcher, "c", 1);
        return new Shape(
                name,
                producers,
                consumers,
                number(matcher, "chain", producers + consumers),
                number(matcher, "capacity", 0),
                number(matcher, "batch", 1),
                matcher.group("kind").equals("virtual"));
    }

    private static int number(Matcher matcher, String group, int otherwise) {
        String digits = matcher.group(group);
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    boolean isChain() {
        return strands > producers + consumers;
    }

    boolean oneToOne() {
        return producers == 1 && consumers == 1;
    }

    /** How many places there are at which items are handed over: one, but for a chain. */
    int places() {
        return isChain() ? strands - 1 : 1;
    }
}

package io.ropewalk.benchmarks.traffic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who hands over to whom. Its name says it all:
 *
 * <pre>
 * p4c1-1024-platform   4 producers, 1 consumer, room for 1024 items, platform threads
 * batch64-1024-platform   1 producer, 1 consumer, 64 items at a time
 * p1c1-0-virtual   no room at all: from hand to hand, on virtual threads
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
public record Shape(
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

    /**
     * Reads a name.
     *
     * @param name as above
     * @return the shape
     * @throws IllegalArgumentException when it is not called so
     */
    public static Shape of(String name) {
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

    /**
     * Whether it is a chain.
     *
     * @return whether items are handed on from one to the next
     */
    public boolean isChain() {
        return strands > producers + consumers;
    }

    /**
     * Whether one hands over to one.
     *
     * @return whether each side of each place has one strand
     */
    public boolean oneToOne() {
        return producers == 1 && consumers == 1;
    }

    /**
     * How many places there are at which items are handed over.
     *
     * @return one, but for a chain
     */
    public int places() {
        return isChain() ? strands - 1 : 1;
    }

    /**
     * How many items have to be moved from end to end, so that there are so many hand-overs.
     *
     * @param operations hand-overs
     * @return items
     * @throws IllegalArgumentException when they cannot be shared out evenly
     */
    public int items(int operations) {
        int items = operations / places();
        if (items < 1
                || operations % places() != 0
                || items % (producers * consumers * batch) != 0) {
            throw new IllegalArgumentException(
                    operations + " operations cannot be shared out in " + name);
        }
        return items;
    }
}

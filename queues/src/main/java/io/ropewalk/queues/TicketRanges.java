package io.ropewalk.queues;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of tickets, as sorted ranges of neighbours. For one thread at a time.
 *
 * <p>Adding and asking take time logarithmic in the number of ranges, plus a move of one block.
 */
final class TicketRanges {
    /*
     * Ranges [from, to) are disjoint, do not touch, and are sorted, across the blocks in their order.
     * Only a sole block may be empty, and only a sole one has less than full room. Any two neighbours
     * hold more than half a block's ranges together, so that the memory in use is bounded by the
     * number of ranges, whatever the order in which tickets come and ranges grow together. (The list
     * of blocks does not shrink: one reference for each 32 ranges that there once were.)
     *
     * A failed allocation changes nothing: each comes before the first store of its operation.
     *
     * Tried and dropped: TreeMap (88 bytes for a range, and a question allocates its key); a bitmap
     * from the oldest open ticket on (one forgotten ticket, and it grows with the traffic).
     */
    private static final int MOST = 64;
    private static final int FIRST = 4;

    private final List<Block> blocks = new ArrayList<>(1);
    private int ranges;

    /** Up to {@link #MOST} ranges; that at i is [bounds[2i], bounds[2i + 1]). */
    private static final class Block {
        private long[] bounds;
        private int count;

        Block(int room) {
            bounds = new long[2 * room];
        }

        long from(int range) {
            return bounds[2 * range];
        }

        long to(int range) {
            return bounds[2 * range + 1];
        }

        /** The last range that begins at or before a ticket, or -1. */
        int find(long ticket) {
            int low = 0;
            int high = count - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (from(middle) <= ticket) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return high;
        }

        void insert(int at, long ticket) {
            if (2 * count == bounds.length) {
                long[] larger = new long[2 * bounds.length];
                System.arraycopy(bounds, 0, larger, 0, bounds.length);
                bounds = larger;
            }
            System.arraycopy(bounds, 2 * at, bounds, 2 * at + 2, 2 * (count - at));
            bounds[2 * at] = ticket;
            bounds[2 * at + 1] = ticket + 1;
            count++;
        }

        void remove(int range) {
            count--;
            System.arraycopy(bounds, 2 * range + 2, bounds, 2 * range, 2 * (count - range));
        }

        /** A block with the ranges from {@code first} on, which stay here too. */
        Block copyFrom(int first) {
            Block copy = new Block(MOST);
            copy.count = count - first;
            System.arraycopy(bounds, 2 * first, copy.bounds, 0, 2 * copy.count);
            return copy;
        }
    }

    /**
     * Adds a ticket.
     *
     * @return false when it was there already
     */
    boolean add(long ticket) {
        int at = find(ticket);
        Block block = at < 0 ? null : blocks.get(at);
        int left = block == null ? -1 : block.find(ticket);
        if (block != null && ticket < block.to(left)) {
            return false;
        }
        boolean inNext = block == null || left + 1 == block.count;
        int nextAt = inNext ? at + 1 : at;
        int right = inNext ? 0 : left + 1;
        long end = endOfRange(nextAt, right, ticket + 1);
        boolean joinsRight = end != ticket + 1;
        if (block != null && block.to(left) == ticket) {
            block.bounds[2 * left + 1] = end;
            if (joinsRight) {
                remove(nextAt, right);
            }
        } else if (joinsRight) {
            blocks.get(nextAt).bounds[2 * right] = ticket;
        } else {
            insert(Math.max(at, 0), left + 1, ticket);
        }
        return true;
    }

    /** Where a range ends if it exists and begins at {@code from}; else {@code from}. */
    private long endOfRange(int at, int range, long from) {
        if (at == blocks.size()) {
            return from;
        }
        Block block = blocks.get(at);
        return range < block.count && block.from(range) == from ? block.to(range) : from;
    }

    boolean contains(long ticket) {
        int at = find(ticket);
        if (at < 0) {
            return false;
        }
        Block block = blocks.get(at);
        return ticket < block.to(block.find(ticket));
    }

    /**
     * Removes the first range if it begins at a ticket.
     *
     * @return where it ended, or {@code from} when there is none
     */
    long removeFirst(long from) {
        if (ranges == 0 || blocks.get(0).from(0) != from) {
            return from;
        }
        long to = blocks.get(0).to(0);
        remove(0, 0);
        return to;
    }

    /** Removes the range that a ticket is in, if any. */
    void removeRangeOf(long ticket) {
        int at = find(ticket);
        if (at < 0) {
            return;
        }
        int range = blocks.get(at).find(ticket);
        if (ticket < blocks.get(at).to(range)) {
            remove(at, range);
        }
    }

    /** How many ranges there are. */
    int ranges() {
        return ranges;
    }

    /** For how many ranges there is memory in use. */
    int room() {
        int room = 0;
        for (Block block : blocks) {
            room += block.bounds.length / 2;
        }
        return room;
    }

    /** The last block that begins at or before a ticket, or -1. */
    private int find(long ticket) {
        if (ranges == 0) {
            return -1;
        }
        int low = 0;
        int high = blocks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).from(0) <= ticket) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private void insert(int at, int range, long ticket) {
        if (blocks.isEmpty()) {
            blocks.add(new Block(FIRST));
        }
        Block block = blocks.get(at);
        if (block.count == MOST) {
            int half = MOST / 2;
            Block upper = block.copyFrom(half);
            blocks.add(at + 1, upper);
            block.count = half;
            if (range > half) {
                upper.insert(range - half, ticket);
                ranges++;
                return;
            }
        }
        block.insert(range, ticket);
        ranges++;
    }

    private void remove(int at, int range) {
        Block block = blocks.get(at);
        block.remove(range);
        ranges--;
        if (block.count == 0 && blocks.size() > 1) {
            blocks.remove(at);
        } else {
            mergeWithNext(at);
            mergeWithNext(at - 1);
        }
    }

    private void mergeWithNext(int at) {
        if (at < 0 || at + 1 >= blocks.size()) {
            return;
        }
        Block block = blocks.get(at);
        Block next = blocks.get(at + 1);
        int sum = block.count + next.count;
        if (sum <= MOST / 2) {
            System.arraycopy(next.bounds, 0, block.bounds, 2 * block.count, 2 * next.count);
            block.count = sum;
            blocks.remove(at + 1);
        }
    }
}

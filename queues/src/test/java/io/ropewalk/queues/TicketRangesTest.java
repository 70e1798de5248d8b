package io.ropewalk.queues;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Sets of tickets, compared with bit sets, and what they cost. */
class TicketRangesTest {
    private static final int MILLION = 1_000_000;

    /** Blocks are at least a quarter full, but for a sole one. */
    private static void assertSmall(TicketRanges tickets) {
        assertThat(tickets.room()).isLessThanOrEqualTo(4 * tickets.ranges() + 64);
    }

    private static int runsOf(BitSet bits) {
        int runs = 0;
        for (int at = bits.nextSetBit(0); at >= 0; at = bits.nextSetBit(bits.nextClearBit(at))) {
            runs++;
        }
        return runs;
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40, 1_000, 8_000})
    void agrees_with_a_bit_set_while_it_fills_in_random_order(int size) {
        SplittableRandom random = new SplittableRandom(size);
        TicketRanges tickets = new TicketRanges();
        BitSet bits = new BitSet();
        for (int step = 0; bits.cardinality() < size; step++) {
            int ticket = random.nextInt(size);

            assertThat(tickets.contains(ticket)).isEqualTo(bits.get(ticket));
            assertThat(tickets.add(ticket)).isEqualTo(!bits.get(ticket));
            bits.set(ticket);

            assertThat(tickets.contains(ticket)).isTrue();
            if (step % (1 + size / 50) == 0) {
                assertThat(tickets.ranges()).isEqualTo(runsOf(bits));
                assertSmall(tickets);
            }
        }
        assertThat(tickets.ranges()).isEqualTo(1);
        assertThat(tickets.contains(size)).isFalse();
        assertThat(tickets.contains(-1)).isFalse();
        assertThat(tickets.removeFirst(0)).isEqualTo(size);
        assertThat(tickets.ranges()).isZero();
    }

    @Test
    void removes_the_first_range_only_where_it_is_asked_to() {
        TicketRanges tickets = new TicketRanges();
        tickets.add(3);
        tickets.add(4);
        tickets.add(9);

        assertThat(tickets.removeFirst(2)).isEqualTo(2);
        assertThat(tickets.removeFirst(4)).isEqualTo(4);
        assertThat(tickets.removeFirst(3)).isEqualTo(5);
        assertThat(tickets.removeFirst(3)).isEqualTo(3);
        assertThat(tickets.contains(4)).isFalse();
        assertThat(tickets.contains(9)).isTrue();
    }

    @Test
    void every_second_of_a_million_costs_what_so_many_ranges_need() {
        TicketRanges tickets = new TicketRanges();
        for (int ticket = MILLION - 1; ticket > 0; ticket -= 2) {
            tickets.add(ticket);
        }

        assertThat(tickets.ranges()).isEqualTo(MILLION / 2);
        assertSmall(tickets);
    }

    @Test
    void ranges_that_grow_together_give_their_memory_back() {
        TicketRanges tickets = new TicketRanges();
        SplittableRandom random = new SplittableRandom(1);
        for (int ticket = 1; ticket < MILLION; ticket += 2) {
            tickets.add(ticket);
        }
        // All but one gap in a thousand or so, scattered.
        for (int ticket = 0; ticket < MILLION; ticket += 2) {
            if (random.nextInt(1_000) != 0) {
                tickets.add(ticket);
            }
        }

        assertThat(tickets.ranges()).isBetween(300, 700);
        assertSmall(tickets);
    }
}

package io.ropewalk.queues;

import static io.ropewalk.core.TicketOutcome.PROCESSED;
import static io.ropewalk.core.TicketOutcome.UNDELIVERED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The accounts of tickets: what they answer and what they cost. */
class TicketBookTest {
    private static final int MILLION = 1_000_000;

    private static TicketBook bookOf(int tickets) {
        TicketBook book = new TicketBook();
        for (int i = 0; i < tickets; i++) {
            if (book.issue() != i) {
                throw new AssertionError("tickets are not consecutive at " + i);
            }
        }
        return book;
    }

    private static int[] shuffled(int size) {
        SplittableRandom random = new SplittableRandom(size);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    @Test
    void a_ticket_that_was_never_issued_is_refused_with_the_bound() {
        TicketBook none = new TicketBook();
        TicketBook five = bookOf(5);

        assertThatThrownBy(() -> none.outcome(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticket is 0, but none was issued yet");
        assertThatThrownBy(() -> five.outcome(5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticket is 5, must be between 0 and 4");
        assertThatThrownBy(() -> five.outcome(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticket is -1, must be between 0 and 4");
    }

    @Test
    void tickets_that_end_in_order_leave_nothing_behind() {
        TicketBook book = bookOf(MILLION);
        for (int ticket = 0; ticket < MILLION; ticket++) {
            book.end(ticket, PROCESSED);
        }

        assertThat(book.haveEndedBelow(MILLION)).isTrue();
        assertThat(book.room()).isZero();
    }

    @Test
    void a_million_tickets_that_end_out_of_order_leave_nothing_behind() {
        TicketBook book = bookOf(MILLION);
        int open = MILLION;
        for (int ticket : shuffled(MILLION)) {
            if (book.outcome(ticket) != null) {
                throw new AssertionError("ticket " + ticket + " has ended before its end");
            }
            book.end(ticket, PROCESSED);
            open--;
            if (open % 100_000 == 0) {
                assertThat(book.ranges()).isLessThanOrEqualTo(open + 1);
                assertThat(book.room()).isLessThanOrEqualTo(4 * book.ranges() + 128);
            }
        }

        assertThat(book.haveEndedBelow(MILLION)).isTrue();
        assertThat(book.ranges()).isZero();
        assertThat(book.room()).isLessThanOrEqualTo(128);
    }

    @Test
    void one_forgotten_ticket_does_not_make_the_others_cost_more() {
        TicketBook book = bookOf(MILLION);
        for (int ticket = MILLION - 1; ticket > 0; ticket--) {
            book.end(ticket, PROCESSED);
        }

        assertThat(book.haveEndedBelow(1)).isFalse();
        assertThat(book.outcome(0)).isNull();
        assertThat(book.outcome(1)).isEqualTo(PROCESSED);
        assertThat(book.ranges()).isEqualTo(1);
        assertThat(book.room()).isLessThanOrEqualTo(64);
    }

    @Test
    void undelivered_tickets_are_remembered_in_runs() {
        TicketBook book = bookOf(MILLION);
        for (int ticket : shuffled(MILLION)) {
            boolean lost = ticket / 1_000 % 10 == 0;
            book.end(ticket, lost ? UNDELIVERED : PROCESSED);
        }

        assertThat(book.ranges()).isEqualTo(MILLION / 10_000);
        assertThat(book.room()).isLessThanOrEqualTo(4 * book.ranges() + 128);
        for (int ticket = 0; ticket < MILLION; ticket += 499) {
            boolean lost = ticket / 1_000 % 10 == 0;
            assertThat(book.outcome(ticket)).isEqualTo(lost ? UNDELIVERED : PROCESSED);
        }
    }

    /** A sender that waits for room voids many between two that are accepted. */
    @Test
    void voided_tickets_do_not_split_the_runs_of_undelivered_ones() {
        TicketBook book = bookOf(100_000);
        for (int ticket : shuffled(100_000)) {
            if (ticket % 37 == 0) {
                book.end(ticket, UNDELIVERED);
            } else {
                book.voided(ticket);
            }
        }

        assertThat(book.ranges()).isEqualTo(1);
    }

    @Test
    void voided_tickets_are_forgotten_beside_processed_ones() {
        TicketBook book = bookOf(100_000);
        for (int ticket : shuffled(100_000)) {
            if (ticket % 5 == 0) {
                book.end(ticket, ticket % 100 < 50 ? UNDELIVERED : PROCESSED);
            } else {
                book.voided(ticket);
            }
        }

        assertThat(book.ranges()).isEqualTo(1_000);
        for (int ticket = 0; ticket < 100_000; ticket += 5) {
            assertThat(book.outcome(ticket)).isEqualTo(ticket % 100 < 50 ? UNDELIVERED : PROCESSED);
        }
    }

    @Test
    void voided_tickets_are_forgotten_where_nothing_was_accepted() {
        TicketBook book = bookOf(1_000);
        for (int ticket : shuffled(1_000)) {
            book.voided(ticket);
        }

        assertThat(book.ranges()).isZero();
    }

    @Test
    void voided_tickets_leave_nothing_behind() {
        TicketBook book = bookOf(3);

        book.end(0, PROCESSED);
        book.voided(2);
        book.voided(1);

        assertThat(book.haveEndedBelow(3)).isTrue();
        assertThat(book.ranges()).isZero();
    }

    @Test
    void an_end_wakes_all_who_wait_for_it_or_for_a_bound_that_it_reaches() {
        TicketBook book = bookOf(4);
        book.end(1, PROCESSED);
        List<String> told = new ArrayList<>();
        tell("ticket 0", book.join(0, this), told);
        tell("ticket 0 again", book.join(0, this), told);
        tell("below 1", book.joinAllBelow(1, this), told);
        tell("below 2", book.joinAllBelow(2, this), told);
        tell("below 3", book.joinAllBelow(3, this), told);
        tell("ticket 2", book.join(2, this), told);

        book.end(0, PROCESSED);

        assertThat(told)
                .containsExactlyInAnyOrder("ticket 0", "ticket 0 again", "below 1", "below 2");
    }

    private static void tell(String what, TicketQueue queue, List<String> told) {
        queue.register(what, queue, (outcome, failure) -> told.add(what), null);
        assertThat(told).isEmpty();
    }

    @Test
    void a_ticket_ends_once() {
        TicketBook book = bookOf(3);
        book.end(0, PROCESSED);
        book.end(2, UNDELIVERED);

        assertThatThrownBy(() -> book.end(0, UNDELIVERED)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> book.end(2, PROCESSED)).isInstanceOf(AssertionError.class);

        assertThat(book.outcome(0)).isEqualTo(PROCESSED);
        assertThat(book.outcome(2)).isEqualTo(UNDELIVERED);
        assertThat(book.haveEndedBelow(1)).isTrue();
    }
}

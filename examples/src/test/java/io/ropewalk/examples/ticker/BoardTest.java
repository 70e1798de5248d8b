package io.ropewalk.examples.ticker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.queues.BoundedBuffer;
import io.ropewalk.queues.Overflow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@Timeout(60)
class BoardTest {
    private static final List<Quote> QUOTES =
            List.of(new Quote("a", 0, 1), new Quote("b", 1, 5), new Quote("a", 2, 3));
    private static final Map<String, Quote> LAST = Map.of("a", QUOTES.get(2), "b", QUOTES.get(1));

    @Test
    void showsAllWhereTheTickerWaits() throws Exception {
        Board board = new Board(BoundedBuffer.of(1), Duration.ofMillis(1), 2);
        board.run(QUOTES);
        assertThat(board.shown()).isEqualTo(3);
        assertThat(board.wrong(LAST)).isZero();
        assertThat(board.backwards()).isZero();
        assertThat(board.outOfDate()).isLessThan(3);
    }

    @Test
    void noticesWhatIsOutOfDate() throws Exception {
        BoundedBuffer<Quote> full = BoundedBuffer.of(4);
        full.send(new Quote("a", -1, 0)); // the reader gets to it when nothing or more was told
        Board board = new Board(full, Duration.ZERO, 1);
        board.run(QUOTES);
        assertThat(board.outOfDate()).isPositive();
        assertThat(board.wrong(LAST)).isZero();
    }

    @Test
    void tellsWhatIsWrong() throws Exception {
        Board board = new Board(BoundedBuffer.of(8), Duration.ZERO, 1);
        board.run(List.of(QUOTES.get(2), QUOTES.get(0)));
        assertThat(board.wrong(LAST)).isEqualTo(2);
        assertThat(board.backwards()).isEqualTo(1);
    }

    @Test
    void endsWithoutQuotes() throws Exception {
        Board board =
                new Board(
                        BoundedBuffer.<Quote>builder(1).overflow(Overflow.DROP_OLDEST).build(),
                        Duration.ZERO,
                        1);
        board.run(List.of());
        assertThat(board.shown()).isZero();
        assertThat(board.outOfDate()).isZero();
        assertThat(board.wrong(LAST)).isEqualTo(2);
    }
}

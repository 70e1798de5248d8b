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
        Board board = new Board(BoundedBuffer.of(1), Duration.ofMillis(1));
        board.run(QUOTES);
        assertThat(board.shown()).isEqualTo(3);
        assertThat(board.outdated(LAST)).isZero();
        assertThat(board.backwards()).isZero();
        assertThat(board.meanAge()).isBetween(0.0, 2.0);
    }

    @Test
    void tellsWhatIsWrong() throws Exception {
        Board board = new Board(BoundedBuffer.of(8), Duration.ZERO);
        board.run(List.of(QUOTES.get(2), QUOTES.get(0)));
        assertThat(board.outdated(LAST)).isEqualTo(2);
        assertThat(board.backwards()).isEqualTo(1);
    }

    @Test
    void endsWithoutQuotes() throws Exception {
        Board board =
                new Board(
                        BoundedBuffer.<Quote>builder(1).overflow(Overflow.DROP_OLDEST).build(),
                        Duration.ZERO);
        board.run(List.of());
        assertThat(board.shown()).isZero();
        assertThat(board.meanAge()).isZero();
        assertThat(board.outdated(LAST)).isEqualTo(2);
    }
}

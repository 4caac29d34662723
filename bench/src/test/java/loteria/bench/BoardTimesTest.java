package loteria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import loteria.board.Activity;
import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.board.NewBoard;
import org.junit.jupiter.api.Test;

class BoardTimesTest {
    private static final double MICROSECONDS = 1e-6;

    private final NewBoard made = new NewBoard(1, UUID.randomUUID(), 2);
    private final BoardView board = new BoardView(made.words());
    private final BoardTimes times = new BoardTimes(ActivityView::acknowledgements);

    private void acknowledge(int agency, int times, long micros) {
        for (int i = 0; i < times; i++) {
            new Activity(made.words(), agency).acknowledged(1, micros * 1_000, 0);
        }
    }

    private void assertBetween(double above, double atMost, double percent) {
        assertEquals(above * MICROSECONDS, times.above(percent), 1e-12);
        assertEquals(atMost * MICROSECONDS, times.atMost(percent), 1e-12);
    }

    @Test
    void shouldCountWhatAllAgenciesDidBetweenTwoLooksEachTime() {
        acknowledge(1, 7, 1_000);
        times.begin(board);
        acknowledge(1, 1, 20);
        times.end(board);
        acknowledge(2, 7, 1_000);
        times.begin(board);
        acknowledge(2, 2, 20);
        times.end(board);
        assertEquals(3, times.count());
        assertBetween(16.384, 32.768, 100);
    }

    @Test
    void shouldFindAPercentileWhereAsManyAreNotAbove() {
        times.begin(board);
        acknowledge(1, 50, 16);
        acknowledge(1, 49, 33);
        acknowledge(2, 1, 10_000_000);
        times.end(board);
        assertBetween(0, 16.384, 50);
        assertBetween(32.768, 65.536, 51);
        assertBetween(32.768, 65.536, 99);
        assertEquals(Double.POSITIVE_INFINITY, times.atMost(99.5));
        assertEquals(4.294_967_296, times.above(99.5), 1e-9);
    }
}

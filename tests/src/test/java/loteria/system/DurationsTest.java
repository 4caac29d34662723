package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.board.BoardWords;
import loteria.board.Durations;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long bets took, as the board counts them and as their agencies saw it. */
class DurationsTest {
    private static final int AGENCIES = 3;
    private static final int BETS = 200;

    @TempDir
    private Path folder;

    /**
     * A time inside lies within the same bet's time outside. So the shortest inside is not above the shortest outside,
     * nor the next above the next: it holds of every quantile, on however busy a machine.
     */
    @Test
    void shouldCountEachBetAndNoneAsLongerThanItsAgencySawIt() throws Exception {
        Path data = folder.resolve("data");
        ExecutorService threads = Executors.newFixedThreadPool(AGENCIES);
        try (CentralFixture central = CentralFixture.start(data, AGENCIES)) {
            List<Callable<List<Long>>> sales = new ArrayList<>();
            for (int agency = 1; agency <= AGENCIES; agency++) {
                Bets bets = Bets.generate(agency, BETS, new Random(agency));
                sales.add(() -> sell(central, bets));
            }
            List<Future<List<Long>>> sold = threads.invokeAll(sales);
            BoardView board = BoardView.of(data.resolve(BoardWords.FILE));
            for (int agency = 1; agency <= AGENCIES; agency++) {
                assertWithin(board.activity(agency), sold.get(agency - 1).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Sells bet by bet; returns the nanoseconds of each to its acknowledgement, the shortest first. */
    private static List<Long> sell(CentralFixture central, Bets bets) throws Exception {
        List<Long> nanos = new ArrayList<>();
        try (RawAgency agency = central.session(bets.agency())) {
            for (int position = 1; position <= bets.count(); position++) {
                Message.Batch lines = bets.batch(position, position);
                byte[] bet = RawAgency.encoded(new Message.Bet(position, lines.bytes(), 0, lines.to() - 1));
                long begin = System.nanoTime();
                agency.send(bet);
                agency.awaitAck(position);
                nanos.add(System.nanoTime() - begin);
            }
        }
        return nanos.stream().sorted().toList();
    }

    private static void assertWithin(ActivityView activity, List<Long> outside) throws Exception {
        Durations acknowledgements = activity.acknowledgements();
        Durations forces = activity.forces();
        // Written after the acknowledgement, the forces last.
        Await.until("as many forces", () -> forces.count() >= outside.size());
        assertEquals(outside.size(), forces.count());
        assertEquals(outside.size(), acknowledgements.count());
        assertNotAbove("acknowledgement", acknowledgements, outside);
        assertNotAbove("force", forces, outside);
        long sum = outside.stream().mapToLong(Long::longValue).sum();
        assertTrue(acknowledgements.totalNanos() <= sum, "acknowledgements in all");
        assertTrue(forces.totalNanos() <= acknowledgements.totalNanos(), "forces in all");
    }

    private static void assertNotAbove(String what, Durations inside, List<Long> outside) {
        int rank = 0;
        long shortest = 0;
        for (int index = 0; index < Durations.COUNTS; index++) {
            for (long i = 0; i < inside.count(index); i++) {
                long seen = outside.get(rank++);
                assertTrue(shortest < seen, what + " " + rank + ": above " + shortest + " ns inside, outside " + seen);
            }
            shortest = Durations.longestNanos(index);
        }
    }
}

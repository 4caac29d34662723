package loteria.store.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.store.Refusal;
import loteria.store.RefusedException;
import org.junit.jupiter.api.Test;

/**
 * The fence under a seeded adversary, as the model of it has one: sessions of one agency on several centrals, the last
 * with a changed file; appends that come late, twice, in another order, or are not answered. Whatever happens, every
 * promise stands.
 */
class FenceTest {
    private static final int HISTORIES = 20_000;
    private static final int AGENCY = 3;
    private static final int BETS = 3;
    private static final int CLIENTS = 3;
    private static final int STEPS = 25;

    @Test
    void shouldKeepEveryPromiseWhateverComesLateTwiceOrNotAtAll() throws IOException {
        long seed = Long.getLong("loteria.seed", System.nanoTime());
        System.out.println("seed of FenceTest: -Dloteria.seed=" + seed);
        Random seeds = new Random(seed);
        int closed = 0;
        for (int history = 0; history < HISTORIES; history++) {
            closed += new History(seeds.nextLong()).run() ? 1 : 0;
        }
        assertTrue(closed > HISTORIES / 20, "an adversary that lets nobody finish shows nothing: " + closed);
    }

    /** One order of events. */
    private static final class History {
        private final long seed;
        private final Random random;
        private final SimulatedPartition partition;
        private final List<Client> clients = new ArrayList<>();
        private final int[] promised = new int[BETS + 1];
        private int closedFile;

        History(long seed) {
            this.seed = seed;
            random = new Random(seed);
            partition = new SimulatedPartition(random);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Client(i + 1, i == CLIENTS - 1 ? 2 : 1, random.nextInt(4) == 0));
            }
        }

        boolean run() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                clients.get(random.nextInt(CLIENTS)).step();
                check();
            }
            return closedFile != 0;
        }

        /** What a reader of the log finds, by other code than the fence's: the lines that count, and FINISHED. */
        private void check() throws IOException {
            List<String> found = new ArrayList<>();
            List<Long> closings = new ArrayList<>();
            long[] newest = {-1};
            partition.read(0, partition.end(), (offset, record) -> {
                if (record instanceof LogRecord.Open) {
                    newest[0] = offset;
                } else if (record instanceof LogRecord.Bets bets
                        && bets.session() == newest[0]
                        && bets.first() == found.size() + 1
                        && closings.isEmpty()) {
                    String lines = US_ASCII.decode(bets.lines().duplicate()).toString();
                    lines.lines().forEach(line -> found.add(line + "\n"));
                } else if (record instanceof LogRecord.Finished sales
                        && sales.session() == newest[0]
                        && sales.total() == found.size()) {
                    closings.add(offset);
                }
            });
            for (int position = 1; position <= BETS; position++) {
                int file = promised[position];
                if (file != 0) {
                    assertTrue(found.size() >= position, "lost bet " + position + ", history " + seed);
                    assertEquals(TestBets.line(AGENCY, file, position), found.get(position - 1), "history " + seed);
                }
                if (closedFile != 0) {
                    assertEquals(
                            TestBets.line(AGENCY, closedFile, position), found.get(position - 1), "history " + seed);
                }
            }
            assertTrue(closedFile == 0 || !closings.isEmpty() && found.size() == BETS, "history " + seed);
        }

        /** An agency's process and the central it is with, which it changes whenever it comes again. */
        private final class Client {
            private final int id;
            private final int file;
            private final boolean isNamed;
            private AgencyLog log;
            private long session;
            private long stored;
            private boolean in;
            private boolean over;

            Client(int id, int file, boolean isNamed) {
                this.id = id;
                this.file = file;
                this.isNamed = isNamed;
            }

            void step() throws IOException {
                if (over) {
                    return;
                }
                try {
                    if (!in) {
                        log = log == null || random.nextBoolean() ? new AgencyLog(AGENCY, partition, "here") : log;
                        session++;
                        stored = log.enter(session, isNamed ? id : 0).count();
                        in = true;
                    } else if (stored < BETS) {
                        sell();
                    } else {
                        log.finish(session, BETS, TestBets.checksum(file, BETS));
                        closedFile = file;
                        over = true;
                    }
                } catch (RefusedException e) {
                    in = false;
                    over = e.refusal() == Refusal.SUPERSEDED || e.refusal() == Refusal.MISMATCH;
                }
            }

            private void sell() throws IOException, RefusedException {
                long last = stored + 1 + random.nextInt((int) (BETS - stored));
                log.commit(TestBets.group(AGENCY, file, Math.max(1, stored + random.nextInt(2)), last), session);
                while (stored < last) {
                    stored++;
                    promised[(int) stored] = file;
                }
            }
        }
    }
}

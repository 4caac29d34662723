package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that come back, and several live sessions of one agency. */
class SessionTest {
    @TempDir
    private Path folder;

    @Test
    void shouldLetTheNewestSessionWin() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(1));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                RawAgency older = central.session(1)) {
            central.announceFail("agency: 1 | error: superseded: ");
            older.send(bets.batch(1, 60));
            older.awaitAck(60);
            try (RawAgency newer = central.connect()) {
                assertEquals(60, newer.hello(1).stored());
                older.awaitFailure(ErrorCode.SUPERSEDED);
                newer.send(bets.batch(61, 100));
                newer.awaitAck(100);
                newer.send(bets.finished());
                assertEquals(new Message.Closed(100), newer.read());
                assertEquals(bets.winners(), newer.awaitWinners());
            }
            central.assertStored(List.of(bets));
        }
    }

    /** A connection that its client gave up for another, and that arrives behind it. */
    @Test
    void shouldSendASessionAgainThatOnlyItsOwnClientSupersedes() throws Exception {
        Message.Hello hello = new Message.Hello(FrameDescriptor.VERSION, 1, 7);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                RawAgency good = central.connect();
                RawAgency late = central.connect();
                RawAgency other = central.connect()) {
            central.announceFail("agency: 1 | error: starting: the same client has come again");
            central.announceFail("agency: 1 | error: superseded: ");
            good.send(hello);
            good.awaitWelcome();
            late.send(hello);
            good.awaitFailure(ErrorCode.STARTING);
            late.awaitWelcome();
            other.send(new Message.Hello(FrameDescriptor.VERSION, 1, 8));
            late.awaitFailure(ErrorCode.SUPERSEDED);
            other.awaitWelcome();
        }
    }

    @Test
    void shouldSupersedeASessionThatWaitsForTheDraw() throws Exception {
        List<Bets> all = Bets.generateAll(2, 50);
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 2);
                RawAgency older = central.connect();
                RawAgency newer = central.connect();
                RawAgency other = central.connect()) {
            central.announceFail("agency: 1 | error: superseded: ");
            older.sell(all.get(0));
            older.send(new Message.Query(true));
            Message.Welcome welcome = newer.hello(1);
            assertEquals(AgencyState.FINISHED, welcome.state());
            older.awaitFailure(ErrorCode.SUPERSEDED);
            newer.send(all.get(0).finished());
            assertEquals(new Message.Closed(all.get(0).count()), newer.read());
            other.sell(all.get(1));
            assertEquals(all.get(0).winners(), newer.awaitWinners());
            assertEquals(all.get(1).winners(), other.awaitWinners());
        }
    }

    /** Many processes of one agency at once, each with the whole file: one comes through, each bet is stored once. */
    @Test
    void shouldStoreEachBetOnceHoweverManySessionsThereAre() throws Exception {
        Bets bets = Bets.generate(1, 5_000, new Random(3));
        ExecutorService threads = Executors.newCachedThreadPool();
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1)) {
            central.tolerateFail("error: superseded: ");
            Callable<Boolean> rival = () -> sellUnlessSuperseded(central, bets);
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                outcomes.add(threads.submit(rival));
            }
            boolean oneCameThrough = false;
            for (Future<Boolean> outcome : outcomes) {
                oneCameThrough |= outcome.get();
            }
            assertTrue(oneCameThrough, "the newest session wins");
            central.assertStored(List.of(bets));
        } finally {
            threads.shutdown();
        }
    }

    private static boolean sellUnlessSuperseded(CentralFixture central, Bets bets) throws IOException {
        try (RawAgency agency = central.connect()) {
            agency.send(new Message.Hello(FrameDescriptor.VERSION, bets.agency()));
            Message message = agency.read();
            if (message instanceof Message.Welcome welcome && welcome.state() == AgencyState.SELLING) {
                for (Message.Batch batch : bets.batchesFrom((int) welcome.stored() + 1, 100)) {
                    agency.send(batch);
                }
            }
            agency.send(bets.finished());
            while (message != null && !(message instanceof Message.Closed)) {
                if (message instanceof Message.Failure failure) {
                    assertEquals(ErrorCode.SUPERSEDED, failure.code(), failure.reason());
                }
                message = agency.read();
            }
            return message != null;
        } catch (SocketException | EOFException e) {
            // Cut off while it was still talking.
            return false;
        }
    }

    @Test
    void shouldStoreOnlyTheNewPartOfAnOverlap() throws Exception {
        Bets bets = Bets.generate(1, 300, new Random(4));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1);
                RawAgency agency = central.session(1)) {
            agency.send(bets.batch(1, 100));
            agency.awaitAck(100);
            agency.send(bets.batch(51, 150));
            agency.awaitAck(150);
            agency.send(bets.batch(1, 150));
            agency.awaitAck(150);
            agency.send(bets.batch(1, 100));
            agency.send(bets.batch(101, 200));
            agency.send(bets.batch(201, 300));
            agency.awaitAck(300);
            agency.send(bets.finished());
            assertEquals(new Message.Closed(300), agency.read());
            central.assertStored(List.of(bets));
        }
    }

    @Test
    void shouldRefuseToCloseSalesOnADifference() throws Exception {
        Bets bets = Bets.generate(1, 100, new Random(5));
        try (CentralFixture central = CentralFixture.start(folder.resolve("data"), 1)) {
            central.announceFail("error: mismatch: the sale of agency 1 has begun with other bets (100 stored, ");
            try (RawAgency agency = central.session(1)) {
                agency.send(bets.batch(1, 100));
                agency.awaitAck(100);
                agency.send(new Message.Finished(99, bets.finished().checksum()));
                String reason = agency.awaitFailure(ErrorCode.MISMATCH).reason();
                assertTrue(reason.contains("(100 stored, 99 offered)"), reason);
            }
            try (RawAgency agency = central.session(1)) {
                agency.send(new Message.Finished(100, bets.finished().checksum() ^ 1));
                agency.awaitFailure(ErrorCode.MISMATCH);
            }
            try (RawAgency agency = central.connect()) {
                central.announceFail("error: mismatch: the draw is done, for agency 1 with other bets (100 stored, 0");
                agency.sell(bets);
                agency.awaitWinners();
                agency.send(new Message.Finished(0, 0));
                agency.awaitFailure(ErrorCode.MISMATCH);
            }
        }
    }

    @Test
    void shouldRememberADrawOverARestart() throws Exception {
        List<Bets> all = Bets.generateAll(3, 300);
        Path data = folder.resolve("data");
        try (CentralFixture central = CentralFixture.start(data, 3)) {
            for (Bets bets : all) {
                try (RawAgency agency = central.connect()) {
                    agency.sell(bets);
                }
            }
            central.coordinator().awaitLine("action: sorteo | result: success");
        }
        try (CentralFixture central = CentralFixture.start(data, 3)) {
            central.announceFail("error: protocol: the sales of agency 2 are closed");
            central.coordinator().awaitLine("action: sorteo_recuperado | result: success");
            for (Bets bets : all) {
                try (RawAgency agency = central.connect()) {
                    assertEquals(
                            new Message.Welcome(bets.count(), AgencyState.DRAWN, 256), agency.hello(bets.agency()));
                    assertEquals(bets.winners(), agency.awaitWinners());
                }
            }
            try (RawAgency agency = central.session(2)) {
                agency.send(all.get(1).batch(1, 1));
                agency.awaitFailure(ErrorCode.PROTOCOL);
            }
            assertTrue(central.coordinator().lines("action: sorteo |").isEmpty(), "a draw is announced once");
            central.assertStored(all);
        }
    }

    @Test
    void shouldKeepEveryAcknowledgedBetWhenAllIsKilled() throws Exception {
        Bets bets = Bets.generate(1, 20_000, new Random(6));
        Path data = folder.resolve("data");
        int acknowledged = 0;
        for (int round = 1; round <= 3; round++) {
            try (CentralFixture central = CentralFixture.start(data, 2);
                    RawAgency agency = central.connect()) {
                int stored = (int) agency.hello(1).stored();
                assertTrue(stored >= acknowledged, stored + " bets stored, " + acknowledged + " acknowledged");
                for (Message.Batch batch : bets.batchesFrom(stored + 1, 50).subList(0, 60)) {
                    agency.send(batch);
                }
                while (acknowledged < stored + 500L * round) {
                    acknowledged = (int) ((Message.Ack) agency.read()).through();
                }
                central.kill();
            }
        }
        try (CentralFixture central = CentralFixture.start(data, 2);
                RawAgency agency = central.connect()) {
            agency.sell(bets);
            central.assertStored(List.of(bets));
        }
    }
}

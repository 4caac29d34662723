package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loteria.agency.FakeCentral.Peer;
import loteria.agency.FakeCentral.Script;
import loteria.config.Settings;
import loteria.wire.AgencyState;
import loteria.wire.ErrorCode;
import loteria.wire.Message.Ack;
import loteria.wire.Message.Batch;
import loteria.wire.Message.Closed;
import loteria.wire.Message.Failure;
import loteria.wire.Message.Finished;
import loteria.wire.Message.Hello;
import loteria.wire.Message.NotDrawn;
import loteria.wire.Message.Query;
import loteria.wire.Message.Welcome;
import loteria.wire.Message.Winners;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sale of a file and the question about winners, against a central over real sockets. */
@ExtendWith(QuietLog.class)
class CentralClientTest {
    private static final List<String> RECORDS = TestBets.records(10);

    @TempDir
    private Path dir;

    private Path file;

    @BeforeEach
    void writeBets() throws Exception {
        file = TestBets.write(dir.resolve("bets.csv"), RECORDS);
    }

    private AgencyConfig config(String... flags) throws Exception {
        Map<String, String> values = new HashMap<>(Map.of("id", "3", "bets", file.toString(), "batch-max-amount", "2"));
        for (int i = 0; i < flags.length; i += 2) {
            values.put(flags[i], flags[i + 1]);
        }
        return AgencyConfig.of(Settings.read(values, Map.of(), dir.resolve("none.yaml"), new YamlFile()));
    }

    private static Central central(FakeCentral fake, long retryForMillis, long silenceMillis) throws Exception {
        return new Central(fake.addresses(), 3, null, retryForMillis, silenceMillis, new Resources());
    }

    private void sell(FakeCentral fake, AgencyConfig config) throws Exception {
        try (BetFile bets = BetFile.open(config.bets())) {
            central(fake, 5_000, 10_000).visit(new LotteryErrand(config, bets, Progress.of(bets)));
        }
    }

    private static void welcome(Peer agency, long stored, AgencyState state, int window) throws Exception {
        assertEquals(new Hello(1, 3), agency.expect(Hello.class));
        agency.send(new Welcome(stored, state, window));
    }

    /** Takes batches from a position on to the last, acknowledging each, and then the end of the sales. */
    private static void takeAll(Peer agency, long from) throws Exception {
        long next = from;
        while (next <= RECORDS.size()) {
            Batch batch = agency.expect(Batch.class);
            assertEquals(next, batch.position());
            next += batch.count();
            agency.send(new Ack(next - 1));
        }
        close(agency);
    }

    private static void close(Peer agency) throws Exception {
        assertEquals(new Finished(RECORDS.size(), TestBets.checksum(RECORDS)), agency.expect(Finished.class));
        agency.send(new Closed(RECORDS.size()));
    }

    private static void answerWinners(Peer agency) throws Exception {
        assertEquals(new Query(true), agency.expect(Query.class));
        agency.send(new Winners(true, List.of("30904465")));
    }

    private static Script wholeSession(long stored) {
        return agency -> {
            welcome(agency, stored, AgencyState.SELLING, 64);
            takeAll(agency, stored + 1);
            answerWinners(agency);
        };
    }

    @Test
    void shouldBringAllBetsAndAskForTheWinners() throws Exception {
        try (FakeCentral fake = new FakeCentral(wholeSession(0))) {
            sell(fake, config());
        }
    }

    @Test
    void shouldGoOnAfterWhatIsStored() throws Exception {
        try (FakeCentral fake = new FakeCentral(wholeSession(3))) {
            sell(fake, config());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void shouldKeepToTheWindow(int window) throws Exception {
        Script script = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 3);
            int allowed = Math.min(window, 3);
            long through = 0;
            for (int i = 0; i < allowed; i++) {
                through += agency.expect(Batch.class).count();
            }
            assertTrue(agency.isSilent(), "more than the window");
            agency.send(new Ack(through));
            takeAll(agency, through + 1);
            answerWinners(agency);
        };
        try (FakeCentral fake = new FakeCentral(script)) {
            sell(fake, config("window", Integer.toString(window)));
        }
    }

    @Test
    void shouldTakeOneAcknowledgementForManyFrames() throws Exception {
        Script script = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 64);
            for (int i = 0; i < 5; i++) {
                agency.expect(Batch.class);
            }
            assertEquals(10, agency.expect(Finished.class).total());
            agency.send(new Ack(10));
            agency.send(new Closed(10));
            answerWinners(agency);
        };
        try (FakeCentral fake = new FakeCentral(script)) {
            sell(fake, config());
        }
    }

    /** The sale goes on after a lost connection, and the file is not the one it began with. */
    @Test
    void shouldNotCloseTheSalesOfAFileThatChangedBetweenTwoSessions() throws Exception {
        Script cut = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 64);
            for (int i = 0; i < 5; i++) {
                agency.expect(Batch.class);
            }
            agency.expect(Finished.class);
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        };
        Script again = agency -> {
            welcome(agency, 10, AgencyState.SELLING, 64);
            assertNull(agency.messages().read());
        };
        try (FakeCentral fake = new FakeCentral(cut, again)) {
            FailedException e = assertThrows(FailedException.class, () -> sell(fake, config()));
            assertTrue(e.getMessage().contains("the file changed while it was sold"), e.getMessage());
            assertEquals(2, e.exitCode());
        }
    }

    @Test
    void shouldWaitForTheDrawWhateverBecomesOfTheFileOnceSalesAreClosed() throws Exception {
        Script sold = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 64);
            takeAll(agency, 1);
            Files.delete(file);
        };
        Script again = agency -> {
            welcome(agency, 10, AgencyState.FINISHED, 64);
            close(agency);
            answerWinners(agency);
        };
        try (FakeCentral fake = new FakeCentral(sold, again)) {
            sell(fake, config());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FINISHED", "DRAWN"})
    void shouldSendNoBetsOnceSalesAreClosed(AgencyState state) throws Exception {
        Script script = agency -> {
            welcome(agency, 10, state, 64);
            close(agency);
            answerWinners(agency);
        };
        try (FakeCentral fake = new FakeCentral(script)) {
            sell(fake, config());
        }
    }

    @Test
    void shouldLetTheCentralFindThatItHasMoreThanTheFile() throws Exception {
        Script script = agency -> {
            welcome(agency, 11, AgencyState.SELLING, 64);
            assertEquals(new Finished(10, TestBets.checksum(RECORDS)), agency.expect(Finished.class));
            agency.send(new Failure(ErrorCode.MISMATCH, 0, 0, "11 stored, 10 finished"));
        };
        try (FakeCentral fake = new FakeCentral(script)) {
            FailedException e = assertThrows(FailedException.class, () -> sell(fake, config()));
            assertEquals("apuestas_enviadas: 11 stored, 10 finished", e.getMessage());
            assertEquals(1, e.exitCode());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STORAGE", "STARTING", "STOPPING"})
    void shouldComeAgainIfTheCentralAsksForPatience(ErrorCode code) throws Exception {
        Script refusal = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 64);
            agency.expect(Batch.class);
            agency.send(new Failure(code, 1, 0, "not now"));
        };
        try (FakeCentral fake = new FakeCentral(refusal, wholeSession(2))) {
            sell(fake, config());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "PROTOCOL", "UNKNOWN_AGENCY", "SUPERSEDED", "MISMATCH", "CORRUPT", "DISABLED"})
    void shouldEndIfTheCentralRefusesForGood(ErrorCode code) throws Exception {
        Script refusal = agency -> {
            agency.expect(Hello.class);
            agency.send(new Failure(code, 0, 0, "never"));
        };
        try (FakeCentral fake = new FakeCentral(refusal)) {
            FailedException e = assertThrows(FailedException.class, () -> sell(fake, config()));
            String words = code == ErrorCode.MISMATCH ? "never" : code + ": never";
            assertEquals("apuestas_enviadas: " + words, e.getMessage());
            assertEquals(1, e.exitCode());
        }
    }

    @Test
    void shouldNameTheBetThatIsRejectedAlsoWhenItCanSendNoMore() throws Exception {
        file = TestBets.write(dir.resolve("many.csv"), TestBets.records(200_000));
        Script refusal = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 65_535);
            agency.expect(Batch.class);
            agency.send(new Failure(ErrorCode.REJECTED, 1, 1, "number"));
        };
        try (FakeCentral fake = new FakeCentral(refusal)) {
            FailedException e = assertThrows(FailedException.class, () -> sell(fake, config("window", "65535")));
            assertEquals("apuestas_enviadas: rejected: number (bet 2)", e.getMessage());
        }
    }

    @Test
    void shouldResumeAfterTheConnectionIsLostAnywhere() throws Exception {
        Script atOnce = agency -> {};
        Script afterHello = agency -> agency.expect(Hello.class);
        Script insideAFrame = agency -> {
            agency.expect(Hello.class);
            agency.socket().write(ByteBuffer.wrap(new byte[] {0, 11, 2, 0, 0, 0}));
        };
        Script afterAnAck = agency -> {
            welcome(agency, 0, AgencyState.SELLING, 64);
            agency.expect(Batch.class);
            agency.send(new Ack(2));
        };
        Script beforeClosed = agency -> {
            welcome(agency, 2, AgencyState.SELLING, 64);
            for (int i = 0; i < 4; i++) {
                agency.expect(Batch.class);
            }
            agency.expect(Finished.class);
        };
        Script beforeTheWinners = agency -> {
            welcome(agency, 10, AgencyState.FINISHED, 64);
            close(agency);
            assertEquals(new Query(true), agency.expect(Query.class));
            agency.send(new NotDrawn(1, 5));
            agency.send(new Winners(false, List.of("1234567")));
        };
        Script last = agency -> {
            welcome(agency, 10, AgencyState.DRAWN, 64);
            close(agency);
            answerWinners(agency);
        };
        try (FakeCentral fake =
                new FakeCentral(atOnce, afterHello, insideAFrame, afterAnAck, beforeClosed, beforeTheWinners, last)) {
            sell(fake, config());
        }
    }

    @Test
    void shouldComeAgainAfterSilence() throws Exception {
        Script silent = agency -> {
            agency.expect(Hello.class);
            assertEquals(null, agency.messages().read());
        };
        try (FakeCentral fake = new FakeCentral(silent, wholeSession(0));
                BetFile bets = BetFile.open(file.toString())) {
            central(fake, 5_000, 100).visit(new LotteryErrand(config(), bets, Progress.of(bets)));
        }
    }

    @Test
    void shouldGiveUpWhenNobodyListens() throws Exception {
        FakeCentral gone = new FakeCentral();
        gone.close();
        try (BetFile bets = BetFile.open(file.toString())) {
            Central central = central(gone, 200, 10_000);
            LotteryErrand errand = new LotteryErrand(config(), bets, Progress.of(bets));
            FailedException e = assertThrows(FailedException.class, () -> central.visit(errand));
            assertEquals("connect: Connection refused", e.getMessage());
            assertEquals(1, e.exitCode());
        }
    }

    @Test
    void shouldEndOnAnAnswerThatIsNoFrame() throws Exception {
        Script http = agency -> {
            agency.expect(Hello.class);
            agency.socket().write(ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8)));
        };
        try (FakeCentral fake = new FakeCentral(http)) {
            FailedException e = assertThrows(FailedException.class, () -> sell(fake, config()));
            assertTrue(e.getMessage().contains("a frame of 18516 bytes"), e.getMessage());
        }
    }

    @Test
    void shouldEndOnAnAnswerOutOfTurn() throws Exception {
        Script confused = agency -> {
            agency.expect(Hello.class);
            agency.send(new Closed(0));
        };
        try (FakeCentral fake = new FakeCentral(confused)) {
            FailedException e = assertThrows(FailedException.class, () -> sell(fake, config()));
            assertTrue(e.getMessage().endsWith("expected WELCOME"), e.getMessage());
        }
    }

    @Test
    void shouldCountWinnersOverManyFramesAfterWaiting() throws Exception {
        Script script = agency -> {
            agency.expect(Query.class);
            agency.send(new NotDrawn(4, 5));
            agency.send(new NotDrawn(4, 5));
            agency.send(new Winners(false, List.of("1111111", "2222222")));
            agency.send(new Winners(true, List.of("3333333")));
        };
        assertEquals(3, winners(script, true));
    }

    @Test
    void shouldAskAgainWhenPolling() throws Exception {
        Script script = agency -> {
            for (int i = 0; i < 2; i++) {
                assertEquals(new Query(false), agency.expect(Query.class));
                agency.send(new NotDrawn(4, 5));
            }
            assertEquals(new Query(false), agency.expect(Query.class));
            agency.send(new Winners(true, List.of()));
        };
        assertEquals(0, winners(script, false));
    }

    private int winners(Script script, boolean waiting) throws Exception {
        int[] count = {-1};
        try (FakeCentral fake = new FakeCentral(script)) {
            central(fake, 0, 10_000).visit(new Errand() {
                @Override
                public void run(Connection connection, Reconnect reconnect) throws java.io.IOException {
                    count[0] = new CentralClient(connection, reconnect).winners(waiting, null);
                }

                @Override
                public FailedException failed(String error) {
                    return new FailedException(1, "winners", "error", error);
                }
            });
        }
        return count[0];
    }
}

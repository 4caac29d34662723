package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loteria.wire.ErrorCode;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that are no conversation: they end their own connection with a clear error, nothing of them is stored, and the
 * bystander, an agency that sells a bet between any two of them, notices nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameTest {
    private static final int AGENCY = 1;
    private static final int TRUNCATED = 2;
    private static final int BYSTANDER = 3;
    private static final int AGENCIES = 3;

    private static final String GOOD = "Ana,Gómez,30904465,1999-03-17,7574\n";

    @TempDir
    private static Path folder;

    private final List<Bets> sold = new ArrayList<>(List.of(Bets.none(AGENCY), Bets.none(TRUNCATED)));
    private CentralFixture central;
    private Bets bystandersBets;
    private RawAgency bystander;
    private int bystanderSold;

    @BeforeAll
    void startWithABystander() throws Exception {
        central = CentralFixture.start(folder.resolve("data"), AGENCIES, "--workers", "2");
        central.announceFail("error: protocol: ");
        central.announceFail("error: rejected: ");
        central.announceFail("error: unknown agency: ");
        // An agency that comes again before its last connection's end was seen.
        central.tolerateFail("error: superseded: ");
        // Random bytes may begin as text.
        central.tolerateFail("action: receive_message | result: fail | ip: 127.0.0.1 | error: ");
        bystandersBets = Bets.generate(BYSTANDER, 200, new Random(1));
        bystander = central.session(BYSTANDER);
    }

    @AfterAll
    void shouldHaveStoredNothingForeign() throws Exception {
        try (CentralFixture stopped = central) {
            bystander.close();
            sold.add(new Bets(BYSTANDER, bystandersBets.records().subList(0, bystanderSold)));
            stopped.assertStored(sold);
        }
    }

    private void bystanderSells() throws Exception {
        bystanderSold++;
        bystander.send(bystandersBets.batch(bystanderSold, bystanderSold));
        bystander.awaitAck(bystanderSold);
    }

    /** Says HELLO, then something wrong; the session ends with that error, and another one finds no bet. */
    private Message.Failure assertRefused(ErrorCode code, byte[]... wrong) throws Exception {
        try (RawAgency agency = central.session(AGENCY)) {
            for (byte[] bytes : wrong) {
                agency.send(bytes);
            }
            Message.Failure failure = agency.awaitFailure(code);
            bystanderSells();
            try (RawAgency again = central.connect()) {
                assertEquals(0, again.hello(AGENCY).stored(), "bets stored");
            }
            return failure;
        }
    }

    private static byte[] batch(long position, int count, byte[] records) {
        return RawAgency.encoded(new Message.Batch(position, count, records, 0, records.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {8189, 16384, 65535})
    void shouldRefuseAFrameThatIsTooLong(int length) throws Exception {
        byte[] frame = ByteBuffer.allocate(4 + length)
                .putShort((short) length)
                .put((byte) FrameDescriptor.BATCH)
                .array();
        assertTrue(assertRefused(ErrorCode.PROTOCOL, frame).reason().contains(Integer.toString(length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 65, 127, 255})
    void shouldRefuseATypeThatDoesNotExist(int type) throws Exception {
        assertRefused(ErrorCode.PROTOCOL, RawAgency.frame(type));
    }

    @Test
    void shouldRefuseWhatOnlyTheCentralSays() throws Exception {
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Ack(7)));
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Closed(7)));
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Winners(true, List.of("30904465"))));
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Failure(ErrorCode.CORRUPT, 0, 0, "no")));
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Hello(FrameDescriptor.VERSION, AGENCY)));
    }

    @Test
    void shouldRefuseAFrameWhoseFourthByteIsNotZero() throws Exception {
        assertRefused(ErrorCode.PROTOCOL, new byte[] {0, 1, FrameDescriptor.QUERY, 1, 0});
    }

    @ParameterizedTest
    @CsvSource({"4, 9", "6, 11", "6, 13", "8, 0", "8, 2", "3, 7"})
    void shouldRefuseAPayloadOfTheWrongLength(int type, int length) throws Exception {
        assertRefused(ErrorCode.PROTOCOL, RawAgency.frame(type, new byte[length]));
    }

    @Test
    void shouldRefuseAQueryThatIsNeitherWaitNorPoll() throws Exception {
        assertRefused(ErrorCode.PROTOCOL, RawAgency.frame(FrameDescriptor.QUERY, (byte) 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void shouldRefuseAnotherVersion(int version) throws Exception {
        assertGreetingRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Hello(version, AGENCY)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, AGENCIES + 1, 65535})
    void shouldRefuseAnAgencyThatIsNotExpected(int agency) throws Exception {
        assertGreetingRefused(
                ErrorCode.UNKNOWN_AGENCY, RawAgency.encoded(new Message.Hello(FrameDescriptor.VERSION, agency)));
    }

    @Test
    void shouldRefuseAnythingBeforeHello() throws Exception {
        assertGreetingRefused(ErrorCode.PROTOCOL, batch(1, 1, GOOD.getBytes(UTF_8)));
        assertGreetingRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Finished(0, 0)));
        assertGreetingRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Query(false)));
        assertGreetingRefused(ErrorCode.PROTOCOL, RawAgency.frame(FrameDescriptor.HELLO, new byte[4]));
        assertGreetingRefused(ErrorCode.PROTOCOL, RawAgency.frame(FrameDescriptor.HELLO, new byte[2]));
    }

    private void assertGreetingRefused(ErrorCode code, byte[] greeting) throws Exception {
        try (RawAgency stranger = central.connect()) {
            stranger.send(greeting);
            stranger.awaitFailure(code);
        }
        bystanderSells();
    }

    @Test
    void shouldRefuseAGapInPositions() throws Exception {
        assertRefused(ErrorCode.PROTOCOL, batch(2, 1, GOOD.getBytes(UTF_8)));
        assertRefused(ErrorCode.PROTOCOL, batch(0, 1, GOOD.getBytes(UTF_8)));
        assertRefused(ErrorCode.PROTOCOL, batch(-1, 1, GOOD.getBytes(UTF_8)));
        assertRefused(ErrorCode.PROTOCOL, batch(Long.MAX_VALUE, 1, GOOD.getBytes(UTF_8)));
    }

    @Test
    void shouldRefuseAQueryWhileSelling() throws Exception {
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Query(true)));
        assertRefused(ErrorCode.PROTOCOL, RawAgency.encoded(new Message.Query(false)));
    }

    @Test
    void shouldRefuseACountThatDoesNotMatch() throws Exception {
        byte[] two = (GOOD + GOOD).getBytes(UTF_8);
        for (int count : new int[] {0, 1, 3, 65535}) {
            assertRefused(ErrorCode.PROTOCOL, batch(1, count, two));
        }
        assertRefused(ErrorCode.PROTOCOL, batch(1, 0, new byte[0]));
        assertRefused(ErrorCode.PROTOCOL, batch(1, 1, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana,Gómez,30904465,2023-02-30,7574",
                "Ana,Gómez,30904465,1899-12-31,7574",
                "Ana,Gómez,30904465,2100-01-01,7574",
                "Ana,Gómez,30904465,17/03/1999,7574",
                "Ana,Gómez,30904465,1999-03-17,100000",
                "Ana,Gómez,30904465,1999-03-17,-1",
                "Ana,Gómez,30904465,1999-03-17,07574",
                "Ana,Gómez,30904465,1999-03-17,",
                "Ana,Gómez,30904465,1999-03-17,7574,1",
                "Ana,Gómez,30904465,1999-03-17,7574\r",
                "Ana,Gómez,30904,1999-03-17,7574",
                "Ana,Gómez,30904465123,1999-03-17,7574",
                "Ana,Gómez,3090446x,1999-03-17,7574",
                ",Gómez,30904465,1999-03-17,7574",
                " Ana,Gómez,30904465,1999-03-17,7574",
                "\"Ana\",Gómez,30904465,1999-03-17,7574",
                "\"Ana,Gómez,30904465,1999-03-17,7574",
                "A\"na,Gómez,30904465,1999-03-17,7574",
                "A\tna,Gómez,30904465,1999-03-17,7574",
                "A\0na,Gómez,30904465,1999-03-17,7574",
                "A\u007fna,Gómez,30904465,1999-03-17,7574",
                "A\u0085na,Gómez,30904465,1999-03-17,7574",
                "\"A\nna\",Gómez,30904465,1999-03-17,7574",
                "1,Ana,Gómez,30904465,1999-03-17,7574",
                "",
            })
    void shouldRejectABetThatIsNotValidOrNotCanonical(String record) throws Exception {
        byte[] records = (GOOD + record + "\n" + GOOD).getBytes(UTF_8);
        Message.Failure failure = assertRefused(ErrorCode.REJECTED, batch(1, 3, records));
        assertEquals(1, failure.position());
        assertEquals(1, failure.index());

        byte[] single = record.getBytes(UTF_8);
        assertRefused(ErrorCode.REJECTED, RawAgency.encoded(new Message.Bet(1, single, 0, single.length)));
    }

    @Test
    void shouldRejectBytesThatAreNotUtf8() throws Exception {
        int[][] wrong = {
            {0xff}, {0x80}, {0xc3}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xe1, 0x80}
        };
        for (int[] bytes : wrong) {
            ByteBuffer record = ByteBuffer.allocate(100);
            for (int b : bytes) {
                record.put((byte) b);
            }
            record.put(GOOD.getBytes(UTF_8)).flip();
            byte[] records = new byte[record.remaining()];
            record.get(records);
            assertRefused(ErrorCode.REJECTED, batch(1, 1, records));
        }
    }

    @Test
    void shouldRejectALastRecordWithoutLineEnd() throws Exception {
        byte[] records = (GOOD + GOOD.strip()).getBytes(UTF_8);
        assertRefused(ErrorCode.REJECTED, batch(1, 2, records));
    }

    @Test
    void shouldEndAConnectionOfRandomBytes() throws Exception {
        long seed = System.nanoTime();
        System.out.println("random bytes of seed " + seed);
        Random random = new Random(seed);
        byte[] noise = new byte[64 * 1024];
        for (int i = 0; i < 10; i++) {
            random.nextBytes(noise);
            try (RawAgency stranger = central.connect()) {
                stranger.send(noise);
                stranger.endOutput();
                stranger.drain();
            }
            bystanderSells();
        }
        random.nextBytes(noise);
        noise[0] |= (byte) 0x80;
        assertRefused(ErrorCode.PROTOCOL, noise);
    }

    /** A prefix of the conversation stores the whole frames it holds, and nothing of a torn one. */
    @Test
    void shouldTakeAConversationThatIsCutAtAnyByte() throws Exception {
        Bets bets = Bets.generate(TRUNCATED, 3, new Random(2));
        byte[] hello = RawAgency.encoded(new Message.Hello(FrameDescriptor.VERSION, TRUNCATED));
        byte[] selling = RawAgency.encoded(bets.batch(1, 3));
        byte[] all = RawAgency.encoded(
                new Message.Hello(FrameDescriptor.VERSION, TRUNCATED), bets.batch(1, 3), bets.finished());
        for (int cut = 0; cut < all.length; cut++) {
            try (RawAgency agency = central.connect()) {
                byte[] prefix = new byte[cut];
                System.arraycopy(all, 0, prefix, 0, cut);
                agency.send(prefix);
                agency.endOutput();
                agency.drain();
            }
            boolean whole = cut >= hello.length + selling.length;
            if (cut % 10 == 0 || cut == hello.length + selling.length - 1 || whole) {
                try (RawAgency agency = central.connect()) {
                    assertEquals(whole ? 3 : 0, agency.hello(TRUNCATED).stored(), "cut after byte " + cut);
                }
            }
        }
        try (RawAgency agency = central.connect()) {
            agency.sell(bets);
            agency.send(bets.batch(1, 1));
            agency.awaitFailure(ErrorCode.PROTOCOL);
        }
        sold.set(TRUNCATED - 1, bets);
        bystanderSells();
    }
}

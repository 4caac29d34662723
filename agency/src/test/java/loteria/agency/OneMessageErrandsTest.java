package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import loteria.agency.FakeCentral.Script;
import loteria.bet.RecordChecksum;
import loteria.config.Settings;
import loteria.wire.AgencyState;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The single bet and the echo, against a central over real sockets. */
@ExtendWith(QuietLog.class)
class OneMessageErrandsTest {

    @Test
    void shouldSellASingleBetOnce() throws Exception {
        byte[] record = "Santiago Lionel,Lorca,30904465,1999-03-17,2201".getBytes(UTF_8);
        byte[] line = (new String(record, UTF_8) + "\n").getBytes(UTF_8);
        Message.Finished finished = new Message.Finished(1, RecordChecksum.of(line, 0, line.length));
        Script sold = agency -> {
            agency.expect(Message.Hello.class);
            agency.send(new Message.Welcome(0, AgencyState.SELLING, 64));
            Message.Bet bet = agency.expect(Message.Bet.class);
            assertEquals(1, bet.position());
            assertArrayEquals(record, Arrays.copyOfRange(bet.bytes(), bet.from(), bet.to()));
            assertEquals(finished, agency.expect(Message.Finished.class));
        };
        Script soldBefore = agency -> {
            agency.expect(Message.Hello.class);
            agency.send(new Message.Welcome(1, AgencyState.SELLING, 64));
            assertEquals(finished, agency.expect(Message.Finished.class));
            agency.send(new Message.Closed(1));
            assertEquals(null, agency.messages().read());
        };
        Map<String, String> variables = Map.of(
                "NOMBRE", "Santiago Lionel",
                "APELLIDO", "Lorca",
                "DOCUMENTO", "30904465",
                "NACIMIENTO", "1999-03-17",
                "NUMERO", "2201");
        AgencyConfig config =
                AgencyConfig.of(Settings.read(Map.of("id", "3"), variables, Path.of("none.yaml"), new YamlFile()));
        try (FakeCentral fake = new FakeCentral(sold, soldBefore)) {
            new Central(fake.addresses(), 3, null, 5_000, 10_000, new Resources()).visit(new SingleBetErrand(config));
        }
    }

    @Test
    void shouldEchoALineAndTryAgainIfItIsCut() throws Exception {
        String line = "[CLIENT 3] Message N°1\n";
        Script cut = agency -> agency.socket().write(ByteBuffer.wrap("[CLIENT".getBytes(UTF_8)));
        Script echo = agency -> {
            ByteBuffer buffer = ByteBuffer.allocate(line.getBytes(UTF_8).length);
            while (buffer.hasRemaining()) {
                agency.socket().read(buffer);
            }
            assertEquals(line, new String(buffer.array(), UTF_8));
            agency.socket().write(buffer.flip());
        };
        try (FakeCentral fake = new FakeCentral(cut, echo)) {
            new Central(fake.addresses(), 3, null, 5_000, 10_000, new Resources()).visit(new EchoErrand(3, 1));
        }
    }
}

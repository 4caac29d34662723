package loteria.agency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import loteria.agency.FakeCentral.Script;
import loteria.wire.AgencyState;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way to the central, with whatever errand. */
@ExtendWith(QuietLog.class)
class CentralTest {
    @TempDir
    private Path dir;

    /** Says HELLO and waits for an acknowledgement that does not come. */
    private static final class GreetedErrand implements Errand {
        @Override
        public void run(Connection connection, Reconnect reconnect) throws IOException {
            CentralClient central = new CentralClient(connection, reconnect);
            central.hello(3, 64);
            central.finish(new Message.Finished(0, 0));
        }

        @Override
        public FailedException failed(String error) {
            return new FailedException(1, "greeted", "error", error);
        }
    }

    /** A central that greets and does no more, again and again, is not there. */
    @Test
    void shouldGiveUpWhenItIsOnlyGreeted() throws Exception {
        Script greeting = agency -> {
            agency.expect(Message.Hello.class);
            agency.send(new Message.Welcome(0, AgencyState.SELLING, 64));
        };
        FakeCentral fake = new FakeCentral(greeting.repeated(1_000));
        try {
            Central central = new Central(fake.addresses(), 3, null, 1_000, 10_000, new Resources());
            FailedException e = assertThrows(FailedException.class, () -> central.visit(new GreetedErrand()));
            assertTrue(e.getMessage().startsWith("connect: "), e.getMessage());
        } finally {
            fake.abandon();
        }
    }

    /** As the same client: else the first central's late answer could supersede what the second began. */
    @Test
    void shouldGoOnWithTheNextCentralAfterALossAndSayThatItIsTheSameClient() throws Exception {
        List<Message.Hello> hellos = new CopyOnWriteArrayList<>();
        Script lost = agency -> hellos.add(agency.expect(Message.Hello.class));
        Script done = agency -> {
            hellos.add(agency.expect(Message.Hello.class));
            agency.send(new Message.Welcome(0, AgencyState.SELLING, 64));
            agency.expect(Message.Finished.class);
            agency.send(new Message.Closed(0));
        };
        try (FakeCentral one = new FakeCentral(lost, done);
                FakeCentral two = new FakeCentral(lost);
                FakeCentral three = new FakeCentral(lost)) {
            ServerAddresses all =
                    ServerAddresses.parse(one.addresses() + "," + two.addresses() + "," + three.addresses());
            new Central(all, 7, null, 5_000, 10_000, new Resources()).visit(new GreetedErrand());
        }
        assertEquals(4, hellos.size());
        assertNotEquals(Message.Hello.NO_CLIENT, hellos.get(0).client());
        assertEquals(1, Set.copyOf(hellos).size(), hellos::toString);
    }

    @Test
    void shouldSayToOneCentralWhatItAlwaysSaid() throws Exception {
        Script greeting = agency -> {
            assertEquals(new Message.Hello(1, 3), agency.expect(Message.Hello.class));
            agency.send(new Message.Welcome(0, AgencyState.SELLING, 64));
            agency.send(new Message.Closed(0));
        };
        try (FakeCentral fake = new FakeCentral(greeting)) {
            new Central(fake.addresses(), 3, null, 5_000, 10_000, new Resources()).visit(new GreetedErrand());
        }
    }

    @Test
    void shouldSpreadAgenciesOverTheCentrals() {
        ServerAddresses all = ServerAddresses.parse("a:1,b:1,c:1");
        assertEquals("a:1", all.at(1, 0).toString());
        assertEquals("b:1", all.at(2, 0).toString());
        assertEquals("c:1", all.at(3, 0).toString());
        assertEquals("a:1", all.at(4, 0).toString());
        assertEquals("c:1", all.at(2, 1).toString());
        assertEquals("a:1", all.at(2, 2).toString());
    }

    @Test
    void shouldTryAllAddressesOfAName() throws Exception {
        Path hosts = Files.writeString(
                dir.resolve("hosts"),
                "127.0.0.9 central.example\n::1 central.example\n" + "127.0.0.1 central.example\n");
        try (FakeCentral fake = new FakeCentral(agency -> {})) {
            assertEquals(0, probe(hosts, "central.example:" + fake.port()));
        }
        assertEquals(1, probe(hosts, "central.example:1"));
    }

    /** Connects in a JVM whose names come from a file; returns its exit code. */
    private static int probe(Path hosts, String server) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConnectProbe.class.getName(),
                        server)
                .inheritIO()
                .start()
                .waitFor();
    }
}

package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import loteria.agency.FakeCentral.Script;
import loteria.wire.AgencyState;
import loteria.wire.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: its lines and its exit code. */
class AgencyMainTest {
    private static final int STAMP = "2024-08-21 22:11:15 INFO     ".length();

    @TempDir
    private Path dir;

    private Process process;

    private void start(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "loteria.agency.AgencyMain"));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        process = builder.start();
    }

    /** The lines without their time and level. */
    private List<String> linesAtExit(int exitCode) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), output);
        assertEquals(exitCode, process.exitValue(), output);
        return output.lines()
                .map(line -> line.startsWith("20") ? line.substring(STAMP) : line)
                .toList();
    }

    @Test
    void shouldSayWhatTheCoursesTestsRead() throws Exception {
        String bets = TestBets.write(dir.resolve("bets.csv"), List.of("Ana,Ñandú,30904465,1999-03-17,2201", "no bet"))
                .toString();
        Script script = agency -> {
            agency.expect(Message.Hello.class);
            agency.send(new Message.Welcome(0, AgencyState.SELLING, 64));
            agency.expect(Message.Batch.class);
            agency.expect(Message.Finished.class);
        };
        Script again = agency -> {
            agency.expect(Message.Hello.class);
            agency.send(new Message.Welcome(1, AgencyState.FINISHED, 64));
            agency.expect(Message.Finished.class);
            agency.send(new Message.Closed(1));
            agency.expect(Message.Query.class);
            agency.send(new Message.Winners(true, List.of("30904465")));
        };
        try (FakeCentral fake = new FakeCentral(script, again)) {
            start("--id", "4", "--server", fake.addresses().text(), "--bets", bets, "--log-level", "info");
            assertEquals(
                    List.of(
                            "action: config | result: success | client_id: 4 | server_address: " + fake.addresses()
                                    + " | loop_amount: 5 | loop_period: 5s | log_level: info",
                            "action: apuesta_descartada | result: fail | line: 2 | reason: expected 5 fields, found 1",
                            "action: apuestas_descartadas | result: fail | cantidad: 1",
                            "action: close | result: success | resource: connection",
                            "action: apuestas_enviadas | result: success | cantidad: 1",
                            "action: consulta_ganadores | result: success | cant_ganadores: 1",
                            "action: close | result: success | resource: connection",
                            "action: close | result: success | resource: bets",
                            "action: exit | result: success"),
                    linesAtExit(0));
        }
    }

    @Test
    void shouldEndCleanlyOnASignalWhileItWaits() throws Exception {
        Path none = Files.createFile(dir.resolve("none.csv"));
        String bets = Files.setLastModifiedTime(none, FileTime.fromMillis(0)).toString();
        Script script = agency -> {
            agency.expect(Message.Hello.class);
            agency.send(new Message.Welcome(0, AgencyState.SELLING, 64));
            agency.expect(Message.Finished.class);
            agency.send(new Message.Closed(0));
            agency.expect(Message.Query.class);
            process.toHandle().destroy();
            assertEquals(null, agency.messages().read());
        };
        try (FakeCentral fake = new FakeCentral(script)) {
            start("--id", "4", "--server", fake.addresses().text(), "--bets", bets);
            List<String> lines = linesAtExit(0);
            assertEquals(
                    List.of(
                            "action: apuestas_enviadas | result: success | cantidad: 0",
                            "action: close | result: success | resource: connection",
                            "action: close | result: success | resource: bets",
                            "action: exit | result: success"),
                    lines.subList(1, lines.size()));
        }
    }

    @Test
    void shouldSayOneLineAndNoExitWhenItFails() throws Exception {
        start("--id", "1", "--bets", "missing.csv");
        List<String> lines = linesAtExit(2);
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(
                lines.get(1).startsWith("action: read_bets | result: fail | file: missing.csv | error: "),
                lines.get(1));
    }

    @Test
    void shouldSayOneLineForAWrongFlag() throws Exception {
        start("--all", "1");
        assertEquals(
                List.of("action: config | result: fail | error: Unrecognized option: --all (--help lists the flags)"),
                linesAtExit(2));
    }

    @Test
    void shouldMakeASample() throws Exception {
        start("sample", "--dir", "made", "--bets", "100", "--agencies", "2");
        assertEquals(
                List.of("action: sample | result: success | agencies: 2 | cantidad: 100 | dir: made"), linesAtExit(0));
        assertEquals(2, Files.list(dir.resolve("made")).count());
    }

    @Test
    void shouldExplainItself() throws Exception {
        start("--help");
        assertTrue(linesAtExit(0).stream().anyMatch(line -> line.contains("--server <HOST:PORT,...>")));
    }
}

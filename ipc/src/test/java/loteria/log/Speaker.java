package loteria.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that logs: the log writes to the real standard output, which a test's JVM has no right to. */
final class Speaker {
    static final int LINES = 100;

    private static final Path OWN_IO = Path.of("/proc/self/io");

    private Speaker() {}

    /** What such a JVM writes, under the locale that knows no accents. */
    static List<String> lines(String speech) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                Speaker.class.getName(),
                speech);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C");
        Path output = Files.createTempFile("speaker", ".log");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the speaker does not end");
            }
            String text = Files.readString(output, UTF_8);
            if (process.exitValue() != 0) {
                throw new AssertionError(text);
            }
            return List.of(text.split("\n"));
        } finally {
            Files.delete(output);
        }
    }

    public static void main(String[] args) throws IOException {
        if (args[0].equals("group")) {
            speakInAGroup();
        } else if (args[0].equals("json")) {
            ActionLog.useJson();
            speakOneByOne();
        } else {
            speakOneByOne();
        }
    }

    private static void speakInAGroup() throws IOException {
        LineGroup group = new LineGroup();
        group.flush();
        long before = writes();
        for (int i = 0; i < LINES; i++) {
            group.success("apuesta_recibida", "cantidad", i);
        }
        group.flush();
        long after = writes();
        group.flush();
        ActionLog.success("contadas", "escrituras", after - before);
        ActionLog.setLevel(LogLevel.ERROR);
        group.success("apuesta_recibida", "cantidad", -1);
        group.flush();
    }

    /** System calls of this process that write. */
    private static long writes() throws IOException {
        if (!Files.exists(OWN_IO)) {
            return -1;
        }
        for (String line : Files.readAllLines(OWN_IO)) {
            if (line.startsWith("syscw: ")) {
                return Long.parseLong(line.substring(7));
            }
        }
        throw new AssertionError("no syscw in " + OWN_IO);
    }

    private static void speakOneByOne() {
        ActionLog.success("receive_message", "ip", "127.0.0.1", "msg", "N\u00b01 \ud83d\ude00");
        ActionLog.inProgress("accept_connections", "port", 12345);
        ActionLog.fail("connect", "error", "N\u00b01 {} {0} %s | done");
        ActionLog.debug("connect", "in_progress", "attempt", 1);
        ActionLog.setLevel(LogLevel.DEBUG);
        ActionLog.debug("connect", "in_progress", "attempt", 2);
        ActionLog.setLevel(LogLevel.WARNING);
        ActionLog.success("receive_message", "msg", "unheard");
        ActionLog.inProgress("receive_message", "msg", "unheard");
        ActionLog.fail("exit", "error", "\u00f1".repeat(5_000));
    }
}

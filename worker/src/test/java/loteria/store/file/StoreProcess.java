package loteria.store.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import loteria.board.SessionRegister;
import loteria.log.ActionLog;
import loteria.log.LogLevel;
import loteria.manifest.Terms;

/** A process of its own on a store: it recovers one, sells, or holds the lock. */
final class StoreProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    StoreProcess(String... args) throws IOException {
        String[] command = new String[args.length + 6];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-XX:TieredStopAtLevel=1";
        command[2] = "-XX:+UseSerialGC";
        command[3] = "-cp";
        command[4] = System.getProperty("java.class.path");
        command[5] = StoreProcess.class.getName();
        System.arraycopy(args, 0, command, 6, args.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // A JVM says what it takes from the environment, among what this one is to say.
        builder.environment().clear();
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What it says next, or null when it has ended. */
    String readLine() throws IOException {
        return output.readLine();
    }

    /** SIGKILL. What it has said before can still be read. */
    void kill() throws InterruptedException {
        // Not the process itself, which would close its output too.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor(90, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** The life of the process. */
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[1]);
        switch (args[0]) {
            case "recover" -> recover(dir, Integer.parseInt(args[2]));
            case "sell" -> sell(dir, Integer.parseInt(args[2]), Long.parseLong(args[3]), Integer.parseInt(args[4]));
            default -> hold(dir);
        }
    }

    private static void recover(Path dir, int agencies) throws IOException {
        Terms terms = SampleBets.terms(agencies);
        ActionLog.setLevel(LogLevel.INFO);
        BetStore.recover(new StoreFiles(dir), 1, terms).close();
    }

    /** Sells from where its agency is, and says what is acknowledged; its own coordinator. */
    private static void sell(Path dir, int agency, long total, int batch) throws Exception {
        try (BetStore store = BetStore.open(new StoreFiles(dir))) {
            long session = store.state().newestSession(agency) + 1;
            new SessionRegister(store.board()).setNewestSession(agency, session, 0);
            long stored = store.enter(agency, session).stored();
            System.out.println(stored);
            while (stored < total) {
                long last = Math.min(total, stored + batch);
                stored = store.commit(SampleBets.group(agency, stored + 1, last), session)
                        .through();
                System.out.println(stored);
            }
        }
    }

    /** Takes the lock, writes half a line, and stays. */
    private static void hold(Path dir) throws Exception {
        StoreFiles files = new StoreFiles(dir);
        StoreLock lock = new StoreLock(files.open(files.lock()));
        try (StoreLock.Hold hold = lock.acquire()) {
            StoreStep.append(dir.resolve("bets.csv"), "1,torn");
            System.out.println("holding");
            System.in.read();
        }
    }
}

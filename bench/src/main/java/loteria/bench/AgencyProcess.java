package loteria.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An agency's process, and when it said what. Its own thread reads what it says. */
final class AgencyProcess extends Thread {
    private static final String CLOSED = "action: apuestas_enviadas | result: success | cantidad: ";
    private static final String ANSWERED = "action: consulta_ganadores | result: success | cant_ganadores: ";

    private final int agency;
    private final Process process;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long closedNanos;
    private volatile long answeredNanos;
    private volatile long bets = -1;
    private volatile long winners = -1;
    private volatile String lastLine = "it wrote nothing";

    private AgencyProcess(int agency, Process process) {
        super("agency-" + agency);
        this.agency = agency;
        this.process = process;
    }

    static AgencyProcess start(Home home, int agency, Map<String, String> environment) throws IOException {
        AgencyProcess started =
                new AgencyProcess(agency, home.program("agency", environment).start());
        started.setDaemon(true);
        started.start();
        return started;
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            lastLine = "cannot read its output: " + e.getMessage();
        } finally {
            closed.countDown();
        }
    }

    private void take(String line) {
        lastLine = line;
        if (line.contains(CLOSED)) {
            closedNanos = System.nanoTime();
            bets = lastNumber(line);
            closed.countDown();
        } else if (line.contains(ANSWERED)) {
            answeredNanos = System.nanoTime();
            winners = lastNumber(line);
        }
    }

    private static long lastNumber(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    long pid() {
        return process.pid();
    }

    /** Waits until its sales are closed; returns when it said so, as {@code nanoTime} has it. */
    long awaitClosed() throws InterruptedException, BenchException {
        closed.await();
        if (bets < 0) {
            throw new BenchException(getName() + " ended before its sales were closed: " + lastLine);
        }
        return closedNanos;
    }

    /** When it said how many winners it has. */
    long answeredNanos() {
        return answeredNanos;
    }

    /** Waits for its end, and checks that it has sold and won what it should have. */
    void awaitEnd(Dataset expected) throws InterruptedException, BenchException {
        int code = Home.await(process, getName());
        join();
        if (code != 0) {
            throw new BenchException(getName() + " ended with " + code + ": " + lastLine);
        }
        if (bets != expected.bets(agency) || winners != expected.winners(agency)) {
            throw new BenchException(getName() + ": " + bets + " bets and " + winners + " winners, expected "
                    + expected.bets(agency) + " and " + expected.winners(agency));
        }
    }
}

package loteria.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import loteria.coordinator.child.SiblingProgram;
import loteria.coordinator.config.HttpAddress;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.StartException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;

/**
 * The page's process, as its thread sees it: starts it, waits for its exit, and starts the next. A page that cannot be
 * had at the start is a reason not to start; from then on the draw goes on without it.
 *
 * <p>The child says one line: the port once it listens, or else why it ends. It ends when its input does.
 */
final class PagePlace implements Runnable {
    /** For the page to end in order when the coordinator stops. */
    private static final long STOP_MS = 2_000;

    private final SiblingProgram program;
    private final Path dataDir;
    private final Ending ending;
    private final Thread thread = new Thread(this, "page");
    private HttpAddress address;
    private RestartPolicy policy = new RestartPolicy();
    private Process process;
    private boolean ready;
    private boolean stopping;

    /** @param dataDir whose board is published */
    PagePlace(HttpAddress address, Path dataDir, Ending ending) throws StartException {
        this.program = new SiblingProgram("viewer", SiblingProgram.HEAP_MB);
        this.address = address;
        this.dataDir = dataDir;
        this.ending = ending;
    }

    void start() {
        thread.start();
    }

    /** Whether the page has listened. */
    synchronized boolean isReady() {
        return ready;
    }

    @Override
    public void run() {
        try {
            while (!policy.givesUp() && !ending.await(policy.pauseMs()) && launch()) {
                outlive();
            }
        } catch (IOException e) {
            fail(e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the page's thread", e);
        }
        if (policy.givesUp()) {
            ActionLog.fail("http", "error", "given up: the central goes on without its page");
        }
    }

    private synchronized boolean launch() throws IOException {
        if (!stopping) {
            process = program.startSpoken(
                    SiblingProgram.SHORT_LIVED,
                    "page",
                    dataDir.toString(),
                    address.host(),
                    Integer.toString(address.port()));
        }
        return !stopping;
    }

    /** Hears what the child says, waits for its exit, and draws the consequences. */
    private void outlive() throws IOException, InterruptedException {
        long startNanos = System.nanoTime();
        boolean listening = false;
        String lastWords = null;
        try (BufferedReader words = process.inputReader(UTF_8)) {
            String line = words.readLine();
            while (line != null) {
                if (listening || !isPort(line)) {
                    lastWords = line;
                } else {
                    listening = true;
                    announce(Integer.parseInt(line));
                }
                line = words.readLine();
            }
        }
        int exitCode = process.waitFor();
        policy = policy.afterDeath(listening, (System.nanoTime() - startNanos) / 1_000_000);
        fail(lastWords == null ? "exit code " + exitCode : lastWords);
    }

    private static boolean isPort(String line) {
        return !line.isEmpty() && line.chars().allMatch(Character::isDigit);
    }

    /** The page listens; its successors will on the same port. */
    private void announce(int port) {
        synchronized (this) {
            address = address.withPort(port);
            ready = true;
        }
        ActionLog.success("http", "address", address);
        ending.look();
    }

    private void fail(String reason) {
        if (!isReady()) {
            ending.request(ExitCode.FAILED, "http " + address + ": " + reason);
        } else if (!ending.isRequested()) {
            ActionLog.fail("http", "pid", process.pid(), "error", reason);
        }
    }

    /** Stops the page, if it was started. Nothing of it is left when this returns. */
    void stop() throws IOException, InterruptedException {
        synchronized (this) {
            stopping = true;
            if (process == null) {
                return;
            }
            process.getOutputStream().close();
        }
        thread.join(STOP_MS);
        if (thread.isAlive()) {
            process.destroyForcibly();
            thread.join();
        }
        ActionLog.success("close", "resource", "page");
    }
}

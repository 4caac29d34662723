package loteria.system;

import java.io.IOException;

/**
 * Signals to processes. What the JVM has no word for is said by the shell's own {@code kill}, which is everywhere: the
 * program of that name is not. Stateless; safe for all threads.
 */
final class Signals {
    private Signals() {}

    /**
     * Sends a signal to a process, if it lives.
     *
     * @param name as in TERM, KILL, STOP, CONT
     */
    static void send(String name, ProcessHandle process) throws IOException, InterruptedException {
        switch (name) {
            case "TERM" -> process.destroy();
            case "KILL" -> process.destroyForcibly();
            default -> sendByShell(name, process);
        }
    }

    private static void sendByShell(String name, ProcessHandle process) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        String command = "kill -" + name + " " + process.pid();
        int exitCode = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        // Who ends in between needs no signal any more.
        if (exitCode != 0 && process.isAlive()) {
            throw new IOException(command + ": exit code " + exitCode);
        }
    }
}

package loteria.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_client}: another's TLS, with whatever certificate. What it prints is kept. For one thread. */
final class OpensslClient implements AutoCloseable {
    private final Process process;

    /** Connects to a central; the words are separated by blanks. */
    OpensslClient(Path folder, int port, String words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-CAfile", "ca.pem"));
        command.addAll(Arrays.asList(words.split(" ")));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Says bytes, each time in a write of its own, as at a keyboard. */
    void say(byte[] bytes) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(bytes);
        keyboard.flush();
    }

    /** Waits until it has printed a text; returns all that came before and with it. */
    String awaitOutput(String text) throws IOException {
        StringBuilder printed = new StringBuilder();
        int next = process.getInputStream().read();
        while (next >= 0) {
            printed.append((char) next);
            if (printed.indexOf(text, Math.max(0, printed.length() - text.length())) >= 0) {
                return printed.toString();
            }
            next = process.getInputStream().read();
        }
        throw new AssertionError("expected '" + text + "', ended" + printed);
    }

    /** Waits for its end; returns what it has printed. */
    String awaitEnd() throws IOException, InterruptedException {
        String printed = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("openssl goes on" + printed);
        }
        return printed;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

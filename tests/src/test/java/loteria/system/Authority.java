package loteria.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import loteria.config.ConfigException;
import loteria.tls.Credentials;
import loteria.tls.TlsFiles;

/**
 * A certificate authority as bin/certs makes it, and by it certificates as nobody should have them. What openssl does
 * here is the real one's. For one thread.
 */
final class Authority {
    private final Path folder;

    private Authority(Path folder) {
        this.folder = folder;
    }

    /** Makes one in a new folder, with the certificates of a central and so many agencies. */
    static Authority make(Path folder, int agencies) throws IOException, InterruptedException {
        run(folder.getParent(), JvmProcess.ROOT.resolve("bin/certs").toString(), folder.toString(), "" + agencies);
        return new Authority(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** What a coordinator is told, with a revocation list. */
    String[] centralFlags(String... more) {
        List<String> flags = new ArrayList<>(Arrays.asList(flags("central")));
        flags.addAll(List.of("--tls-crl", file("crl.pem").toString()));
        flags.addAll(Arrays.asList(more));
        return flags.toArray(String[]::new);
    }

    /** What an agency is told whose certificate has that name. */
    String[] flags(String name, String... more) {
        List<String> flags = new ArrayList<>(List.of(
                "--tls-cert", file(name + ".pem").toString(),
                "--tls-key", file(name + ".key").toString(),
                "--tls-ca", file("ca.pem").toString()));
        flags.addAll(Arrays.asList(more));
        return flags.toArray(String[]::new);
    }

    String[] agencyFlags(int agency, String... more) {
        return flags("agency-" + agency, more);
    }

    /**
     * Issues another certificate, with a key of its own.
     *
     * @param section of the authority's configuration: {@code agency} or {@code central}
     * @param more flags of {@code openssl ca}, as {@code -enddate 20210101000000Z}
     */
    void issue(String name, String commonName, String section, String... more)
            throws IOException, InterruptedException {
        Path request = file("authority/" + name + ".csr");
        openssl("req -new -config authority/openssl.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "
                + name + ".key -out " + request + " -subj /CN=" + commonName);
        openssl(
                "ca -batch -config authority/openssl.cnf -rand_serial -notext -extensions " + section + " -in "
                        + request + " -out " + name + ".pem",
                more);
    }

    /** Revokes a certificate and replaces the list as one does: written beside it, and moved. */
    void revoke(String name) throws IOException, InterruptedException {
        openssl("ca -config authority/openssl.cnf -revoke " + name + ".pem");
        openssl("ca -config authority/openssl.cnf -gencrl -out crl.new");
        replace("crl.new", "crl.pem");
    }

    /** Puts a file in another's place. */
    void replace(String from, String to) throws IOException {
        Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs openssl in the folder; the command's words are separated by blanks. */
    void openssl(String command, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("openssl"));
        words.addAll(Arrays.asList(command.split(" ")));
        words.addAll(Arrays.asList(more));
        run(folder, words.toArray(String[]::new));
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(JvmProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + "\n" + said);
    }

    /** The names of a certificate's files. */
    TlsFiles files(String name) {
        return new TlsFiles(file(name + ".pem"), file(name + ".key"), file("ca.pem"), null);
    }

    /** Connects with a certificate to a central and does the handshake; the central may not have judged it yet. */
    RawAgency connect(String name, int port) throws IOException {
        try {
            // Made before it connects: from then on the central counts seconds.
            SSLSocket socket = (SSLSocket)
                    Credentials.read(files(name)).context().getSocketFactory().createSocket();
            socket.setSoTimeout((int) JvmProcess.PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.startHandshake();
            return new RawAgency(socket);
        } catch (ConfigException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}

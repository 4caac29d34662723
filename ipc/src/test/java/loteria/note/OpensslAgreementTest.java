package loteria.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another implementation, the program openssl, says of our signatures. Left out where there is none. */
class OpensslAgreementTest {
    private static final String TEXT = "loteria.example/noche\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    @TempDir
    private Path folder;

    private int openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        Collections.addAll(command, arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        process.waitFor(20, TimeUnit.SECONDS);
        return process.exitValue();
    }

    private int verify(VerifierKey key, String message, byte[] signature, int from) throws Exception {
        String[] parts = key.toString().split("\\+", 3);
        byte[] raw = Base64.getDecoder().decode(parts[2]);
        byte[] der = new byte[44];
        System.arraycopy(Base64.getDecoder().decode("MCowBQYDK2VwAyEA"), 0, der, 0, 12);
        System.arraycopy(raw, 1, der, 12, 32);
        Path publicKey = Files.write(folder.resolve("key.der"), der);
        Path text = Files.write(folder.resolve("text"), message.getBytes(UTF_8));
        Path bytes = Files.write(folder.resolve("signature"), Arrays.copyOfRange(signature, from, signature.length));
        return openssl(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-keyform",
                "DER",
                "-inkey",
                publicKey.toString(),
                "-rawin",
                "-in",
                text.toString(),
                "-sigfile",
                bytes.toString());
    }

    private boolean hasOpenssl() throws Exception {
        try {
            return openssl("version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldHaveItsSignaturesAcceptedAndOthersNot() throws Exception {
        assumeTrue(hasOpenssl());
        SigningKey signer = SigningKey.generate("loteria.example", KeyType.SIGNER);
        byte[] signature = signer.sign(TEXT, 0).bytes();
        assertEquals(0, verify(signer.verifier(), TEXT, signature, 0));
        assertEquals(1, verify(signer.verifier(), TEXT.replace('5', '6'), signature, 0));
        SigningKey witness = SigningKey.generate("escribano.example", KeyType.COSIGNER);
        byte[] cosignature = witness.sign(TEXT, 1_700_000_000).bytes();
        String message = "cosignature/v1\ntime 1700000000\n" + TEXT;
        assertEquals(0, verify(witness.verifier(), message, cosignature, Long.BYTES));
        assertEquals(1, verify(witness.verifier(), message.replace("17", "18"), cosignature, Long.BYTES));
    }
}

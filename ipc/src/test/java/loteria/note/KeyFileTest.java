package loteria.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final SigningKey KEY = SigningKey.generate("loteria.example", KeyType.SIGNER);

    @TempDir
    private Path folder;

    @Test
    void shouldKeepAPrivateKeyForItsUserAlone() throws Exception {
        Path file = folder.resolve("key");
        KeyFile.create(file, KEY);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(KEY.toText(), KeyFile.readSigningKey(file).toText());
        assertThrows(FileAlreadyExistsException.class, () -> KeyFile.create(file, KEY));
    }

    @Test
    void shouldRefuseAPrivateKeyThatOthersCanRead() throws Exception {
        Path file = folder.resolve("key");
        KeyFile.create(file, KEY);
        for (String open : new String[] {"rw-r--r--", "rw-rw----", "rw----r--"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            refuses(file, file + ": others can reach it (" + open + ")");
        }
    }

    @Test
    void shouldNameTheFileThatHoldsNoKey() throws Exception {
        Path file = folder.resolve("key");
        assertThrows(NoSuchFileException.class, () -> KeyFile.readSigningKey(file));
        KeyFile.create(file, KEY);
        Files.writeString(file, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        refuses(file, file + ": expected a key of coordinator seal-key new");
        Files.write(file, new byte[70_000]);
        refuses(file, file + ": expected keys, found more than 65536 bytes");
    }

    private static void refuses(Path file, String why) {
        String message = assertThrows(MalformedNoteException.class, () -> KeyFile.readSigningKey(file))
                .getMessage();
        assertTrue(message.startsWith(why), message);
    }

    @Test
    void shouldReadThePublicKeysOfAFile() throws Exception {
        SigningKey witness = SigningKey.generate("escribano.example", KeyType.COSIGNER);
        Path file = folder.resolve("cosigners");
        Files.writeString(file, "# witnesses\n\n" + witness.verifier() + "\n" + KEY.verifier() + "\n");
        assertEquals(2, KeyFile.readVerifierKeys(file).size());
        Files.writeString(file, "# witnesses\n");
        assertEquals(
                file + ": expected a public key, found none",
                assertThrows(MalformedNoteException.class, () -> KeyFile.readVerifierKeys(file))
                        .getMessage());
        Files.writeString(file, "# witnesses\nescribano\n");
        String message = assertThrows(MalformedNoteException.class, () -> KeyFile.readVerifierKeys(file))
                .getMessage();
        assertEquals(file + ": line 2: expected a public key NAME+ID+BASE64 (a vkey)", message);
    }
}

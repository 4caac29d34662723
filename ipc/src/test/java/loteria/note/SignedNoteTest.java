package loteria.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** The example of C2SP signed-note. */
    private static final String VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo "
            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static SignedNote parse(String note) throws MalformedNoteException {
        return SignedNote.parse(note.getBytes(UTF_8));
    }

    @Test
    void shouldAcceptTheExampleOfTheSpecification() throws Exception {
        VerifierKey key = VerifierKey.parse(VKEY);
        SignedNote note = parse(NOTE);
        assertEquals("This is an example message.\n", note.text());
        assertNotNull(note.find(key));
        assertEquals(VKEY, key.toString());
        assertEquals(NOTE, note.toString());
    }

    @Test
    void shouldRefuseATextThatWasChanged() throws Exception {
        SignedNote changed = parse(NOTE.replace("an example", "the example"));
        String why = assertThrows(MalformedNoteException.class, () -> changed.find(VerifierKey.parse(VKEY)))
                .getMessage();
        assertEquals("the signature of example.com/foo is not of this text: it was changed", why);
    }

    @Test
    void shouldIgnoreTheSignaturesOfOthers() throws Exception {
        SigningKey other = SigningKey.generate("example.com/foo", KeyType.SIGNER);
        SignedNote note = parse(NOTE);
        assertNull(note.find(other.verifier()));
        assertThrows(MalformedNoteException.class, () -> note.require(other.verifier()));
        assertNotNull(note.with(other.sign(note.text(), 0)).find(other.verifier()));
    }

    @Test
    void shouldKeepToItsOwnKind() {
        SigningKey signer = SigningKey.generate("a", KeyType.SIGNER);
        SigningKey cosigner = SigningKey.generate("a", KeyType.COSIGNER);
        assertTrue(signer.verifier().verifies("text\n", signer.sign("text\n", 7)));
        NoteSignature timed = cosigner.sign("text\n", 7);
        assertTrue(cosigner.verifier().verifies("text\n", timed));
        assertEquals(7, Cosignature.time(timed));
        byte[] later = timed.bytes().clone();
        later[7]++;
        assertTrue(!cosigner.verifier().verifies("text\n", new NoteSignature("a", timed.id(), later)));
    }

    @Test
    void shouldRefuseWhatIsNoNote() {
        String[] none = {
            "",
            "\n",
            "text\n",
            "text\n\n",
            "text\n\n\u2014 a AAAA\n",
            "text\n\n- a AAAAAAA=\n",
            "text\n\n\u2014 a b AAAAAAA=\n",
            "text\n\n\u2014 a ?AAAAAA=\n",
            "te\u0007xt\n\n\u2014 a AAAAAAA=\n",
            NOTE.strip(),
            "x".repeat(70_000) + NOTE
        };
        for (String text : none) {
            assertThrows(MalformedNoteException.class, () -> parse(text), text);
        }
        assertThrows(MalformedNoteException.class, () -> SignedNote.parse(new byte[] {(byte) 0xff, '\n', '\n'}));
    }

    @Test
    void shouldRefuseKeysThatAreNone() {
        String[] none = {
            "",
            "a",
            "a+b",
            "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            VKEY.replace("53", "54"),
            VKEY.replace("foo", "bar"),
            VKEY.replace("AekyeRrm", "AekyeRrn"),
            VKEY.substring(0, VKEY.length() - 4),
            "example.com/foo+530d903a+",
            "example.com/foo+530d903a+????",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"
        };
        for (String text : none) {
            assertThrows(MalformedNoteException.class, () -> VerifierKey.parse(text), text);
        }
    }

    @Test
    void shouldReadBackTheKeyThatItMade() throws Exception {
        for (KeyType type : KeyType.values()) {
            SigningKey made = SigningKey.generate("loteria.example/nacional", type);
            SigningKey read = SigningKey.parse(made.toText());
            assertEquals(made.verifier().toString(), read.verifier().toString());
            assertTrue(read.verifier().verifies("t\n", read.sign("t\n", 1)));
        }
    }

    @Test
    void shouldRefuseAPrivateKeyThatIsNone() {
        SigningKey one = SigningKey.generate("a", KeyType.SIGNER);
        SigningKey other = SigningKey.generate("a", KeyType.SIGNER);
        String[] lines = one.toText().split("\n");
        String[] none = {
            "",
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n",
            one.toText().strip(),
            one.toText() + "\n",
            lines[0] + "\n" + other.verifier() + "\n",
            lines[0].replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+") + "\n" + lines[1] + "\n",
            SigningKey.generate("b", KeyType.SIGNER).toText().split("\n")[0] + "\n" + lines[1] + "\n"
        };
        for (String text : none) {
            String why = assertThrows(MalformedNoteException.class, () -> SigningKey.parse(text))
                    .getMessage();
            assertTrue(!why.contains(lines[0].substring(30)), "no secret in a message");
        }
    }
}

package loteria.note;

import java.nio.ByteBuffer;

/** What a witness signs beside a checkpoint: C2SP tlog-cosignature, {@code cosignature/v1}. Stateless. */
public final class Cosignature {
    private Cosignature() {}

    /** When a cosigner says that it signed: POSIX seconds. Of a signature with at least eight bytes. */
    public static long time(NoteSignature signature) {
        return ByteBuffer.wrap(signature.bytes()).getLong();
    }

    /** The signed message: two lines, then the checkpoint's text. */
    static String message(String text, long time) {
        return "cosignature/v1\ntime " + time + "\n" + text;
    }
}

package loteria.note;

import java.io.IOException;

/** Some text is no note, no key, or not signed as it should be. The message says what was expected. */
public final class MalformedNoteException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedNoteException(String message) {
        super(message);
    }
}

package loteria.worker;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an error says of itself, in words: the message of some kinds is a file's bare name, of others nothing. */
final class Reason {
    private Reason() {}

    static String of(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() == null) {
            return f.getFile() + ": " + (f instanceof NoSuchFileException ? "no such file" : kind(e));
        }
        return e.getMessage() == null ? kind(e) : e.getMessage();
    }

    private static String kind(IOException e) {
        return e.getClass().getSimpleName();
    }
}

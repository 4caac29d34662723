package loteria.process;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What went wrong, in words: what it was about, and why. The messages of the JDK's exceptions are not: of some kinds
 * they are a file's bare name, of others nothing, and what a channel throws does not know its file. Every line that
 * tells of a caught exception gets its words here. Loaded when something fails, and not before.
 */
public final class Reason {
    private Reason() {}

    /** As much as the exception knows: the file and why, the host and why, or only why. Never null or empty. */
    public static String of(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return of(e.getCause());
        }
        if (e instanceof FileSystemException f && f.getReason() == null && f.getFile() != null) {
            return f.getFile() + (f.getOtherFile() == null ? "" : " -> " + f.getOtherFile()) + ": " + kind(f);
        }
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return kind(e);
        }
        if (e.getCause() != null && message.equals(e.getCause().toString())) {
            return of(e.getCause());
        }
        return needsKind(e) ? kind(e) + ": " + message : message;
    }

    /** The same, with a file, an address or whatever it was about in front, unless that is said already. */
    public static String of(Object what, Throwable e) {
        boolean namesFile =
                e instanceof FileNotFoundException || e instanceof FileSystemException f && f.getFile() != null;
        String reason = of(e);
        return namesFile || reason.startsWith(what + ": ") ? reason : what + ": " + reason;
    }

    /** Whether the message is a value, a host or a number, that says nothing alone. */
    private static boolean needsKind(Throwable e) {
        return e instanceof RuntimeException
                || e instanceof Error
                || e instanceof CharacterCodingException
                || e instanceof UnknownHostException && e.getMessage().indexOf(' ') < 0;
    }

    /** The class's name as words: {@code ClosedChannelException} is "closed channel". */
    private static String kind(Throwable e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof EOFException) {
            return "ends too early";
        }
        String name = e.getClass().getSimpleName().replaceFirst("(Exception|Error)$", "");
        return name.isEmpty() ? e.getClass().getName() : words(name);
    }

    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && Character.isLowerCase(name.charAt(i - 1))) {
                words.append(' ');
            }
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }
}

package loteria.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Which lottery a data directory is of. Immutable; safe for all threads.
 *
 * @param agencies whose bets it takes, 0 or more
 * @param winningNumber empty while it is not known
 * @param made when, as text
 * @param madeBy the version of the program
 * @param draw its random name
 */
public record Manifest(int agencies, OptionalInt winningNumber, String made, String madeBy, String draw) {
    private static final Path RANDOM_UUID = Path.of("/proc/sys/kernel/random/uuid");

    /** A lottery that begins now. */
    public static Manifest begin(Terms terms) throws IOException {
        return new Manifest(
                terms.agencies(),
                terms.winningNumber(),
                now(),
                String.valueOf(Manifest.class.getPackage().getImplementationVersion()),
                randomName());
    }

    /** {@code 2026-11-25T09:00:00Z}. Not by a formatter, whose loading a cold process would notice. */
    private static String now() {
        String now = LocalDateTime.ofEpochSecond(System.currentTimeMillis() / 1_000, 0, ZoneOffset.UTC)
                .toString();
        // Seconds that are 0 are left out.
        return now + (now.length() == "2026-11-25T09:00".length() ? ":00Z" : "Z");
    }

    /** From the kernel, which has it at hand: the JDK's own generator takes a cold process longer than its start. */
    private static String randomName() throws IOException {
        try {
            return Files.readString(RANDOM_UUID).strip();
        } catch (NoSuchFileException e) {
            return UUID.randomUUID().toString();
        }
    }

    /** The same lottery on other terms. */
    public Manifest on(int agencies, OptionalInt winningNumber) {
        return new Manifest(agencies, winningNumber, made, madeBy, draw);
    }

    /** The number as text; {@code "none yet"} while it is not known. */
    public String numberText() {
        return Terms.text(winningNumber);
    }
}

package loteria.note;

/**
 * What keys and origins are called: C2SP signed-note recommends an address without its scheme, such as {@code
 * loteria.example/2026-11-25/nocturna}. Stateless.
 */
public final class KeyName {
    private KeyName() {}

    /** Whether it is a name: not empty, no spaces, no plus signs, no control characters. */
    public static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePoints().noneMatch(c -> c == '+' || Character.isISOControl(c) || Character.isSpaceChar(c));
    }
}

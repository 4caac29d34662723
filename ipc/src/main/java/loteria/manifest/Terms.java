package loteria.manifest;

import java.util.OptionalInt;

/**
 * What a start of the central asks of its lottery.
 *
 * @param agencies expected, 0 or more
 * @param winningNumber empty if it comes later
 * @param isGiven whether somebody said the number; what nobody said gives way to the number that a directory has
 */
public record Terms(int agencies, OptionalInt winningNumber, boolean isGiven) {

    /** The number as text; {@code "none yet"} while it is not known. */
    public String numberText() {
        return text(winningNumber);
    }

    static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "none yet";
    }
}

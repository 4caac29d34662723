package loteria.proof;

import loteria.note.MalformedNoteException;

/** A number as these formats have it: ASCII decimal without leading zeros. Stateless. */
final class Decimal {
    private Decimal() {}

    static long parse(String text) throws MalformedNoteException {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && Long.toString(number).equals(text)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As any other that is none.
        }
        throw new MalformedNoteException("expected a number without leading zeros");
    }
}

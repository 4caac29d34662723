package loteria.audit;

/**
 * One thing that is wrong with a data directory. Nothing in it comes from a file: no name, document or other value.
 *
 * @param file its name in the data directory
 * @param offset the byte of the file at which it is wrong
 * @param wrong what was expected there, and what was found
 */
public record Finding(String file, long offset, String wrong) {

    /** As a line: {@code bets.csv: byte 120: expected …}. */
    @Override
    public String toString() {
        return file + ": byte " + offset + ": " + wrong;
    }
}

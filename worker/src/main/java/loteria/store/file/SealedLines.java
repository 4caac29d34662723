package loteria.store.file;

import java.io.IOException;

/**
 * What a sealed draw knows that the store does not: the number, which came after the seal, and what the lines have to
 * be for a winner to be written. One thread's.
 */
public interface SealedLines {
    /** The number that wins. */
    int winningNumber();

    /** Takes some whole lines of {@code bets.csv}, all in their order, each as it is drawn over. */
    void take(byte[] lines, int from, int to) throws IOException;

    /** @throws loteria.store.CorruptStoreException if the lines that were taken are not those that were sealed */
    void requireSealed() throws IOException;
}

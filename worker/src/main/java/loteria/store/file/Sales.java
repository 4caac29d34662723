package loteria.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import loteria.store.CorruptStoreException;

/**
 * What {@code finished.csv} holds.
 *
 * @param byAgency the closed sales
 * @param length bytes of their whole lines
 */
public record Sales(Map<Integer, Sale> byAgency, long length) {
    /** Far more than a line for each of the most agencies takes. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /**
     * Reads a file that nobody writes to any more.
     *
     * @throws CorruptStoreException if it is not whole lines of closed sales
     */
    public static Map<Integer, Sale> readWhole(Path file) throws IOException {
        try (FileChannel finished = FileChannel.open(file, StandardOpenOption.READ)) {
            Sales sales = read(finished, finished.size());
            if (sales.length() < finished.size()) {
                throw new CorruptStoreException(
                        "finished.csv: byte " + sales.length() + ": expected agency,total,checksum");
            }
            return sales.byAgency();
        }
    }

    /**
     * Reads a file as far as it is whole: somebody may be writing to it.
     *
     * @throws CorruptStoreException if a line but the last is no closed sale, or the second one of its agency
     */
    public static Map<Integer, Sale> readSoFar(Path file) throws IOException {
        try (FileChannel finished = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(finished, finished.size()).byAgency();
        }
    }

    /**
     * Reads the first {@code limit} bytes of a file that has as many. Only the last line can be torn: it is left out.
     *
     * @throws CorruptStoreException if another line is no closed sale, or the second one of its agency
     */
    static Sales read(FileChannel finished, long limit) throws IOException {
        String text = US_ASCII.decode(bytes(finished, limit)).toString();
        Map<Integer, Sale> sales = new TreeMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            Sale sale = end < 0 ? null : Sale.parse(text.substring(at, end));
            boolean last = end < 0 || end + 1 == text.length();
            if (sale == null && last) {
                return new Sales(sales, at);
            }
            if (sale == null || sales.put(sale.agency(), sale) != null) {
                throw new CorruptStoreException(
                        "finished.csv: byte " + at + ": expected one line agency,total,checksum per agency");
            }
            at = end + 1;
        }
        return new Sales(sales, at);
    }

    /** The first {@code length} bytes of a file that has as many. */
    static ByteBuffer bytes(FileChannel finished, long length) throws IOException {
        if (length > MOST_BYTES) {
            throw new CorruptStoreException("finished.csv: " + length + " bytes, expected at most " + MOST_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        while (bytes.hasRemaining() && finished.read(bytes, bytes.position()) >= 0) {
            // On to the rest.
        }
        return bytes.flip();
    }
}

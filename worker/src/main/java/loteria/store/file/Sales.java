package loteria.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.TreeMap;
import loteria.store.CorruptStoreException;

/**
 * What {@code finished.csv} holds.
 *
 * @param byAgency the closed sales
 * @param length bytes of their whole lines
 */
record Sales(Map<Integer, Sale> byAgency, long length) {

    /**
     * Reads the first {@code limit} bytes of a file that has as many. Only the last line can be torn: it is left out.
     *
     * @throws CorruptStoreException if another line is no closed sale, or the second one of its agency
     */
    static Sales read(FileChannel finished, long limit) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) limit);
        while (bytes.hasRemaining() && finished.read(bytes, bytes.position()) >= 0) {
            // On to the rest.
        }
        String text = new String(bytes.array(), 0, bytes.position(), US_ASCII);
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
}

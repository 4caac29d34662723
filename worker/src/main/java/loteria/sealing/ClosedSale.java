package loteria.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import loteria.store.CorruptStoreException;

/**
 * A line of {@code finished.csv}, as whoever seals reads it.
 *
 * @param checksum eight hexadecimal digits
 */
record ClosedSale(long total, String checksum) {

    /**
     * Reads the file of a directory.
     *
     * @return by agency
     * @throws CorruptStoreException if a line is none, or an agency has two
     */
    static Map<Integer, ClosedSale> read(Path dataDir) throws IOException {
        Map<Integer, ClosedSale> sales = new TreeMap<>();
        String text = new String(Files.readAllBytes(dataDir.resolve("finished.csv")), US_ASCII);
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            String[] fields = line.split(",", -1);
            if (text.isEmpty()) {
                return sales;
            }
            try {
                boolean whole = fields.length == 3 && fields[2].length() == 8;
                ClosedSale sale = whole ? new ClosedSale(Long.parseLong(fields[1]), fields[2]) : null;
                if (sale == null || sales.put(Integer.valueOf(fields[0]), sale) != null) {
                    throw malformed(number);
                }
            } catch (NumberFormatException e) {
                throw malformed(number);
            }
        }
        return sales;
    }

    private static CorruptStoreException malformed(int line) {
        return new CorruptStoreException(
                "finished.csv: line " + line + ": expected one line agency,total,checksum per agency");
    }
}

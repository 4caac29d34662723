package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loteria.bet.RecordChecksum;

/** Bets files for tests, and what is in them. */
final class TestBets {
    private TestBets() {}

    /** Canonical records, all different. */
    static List<String> records(int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add("Sofía,\"De, León\"," + (30_000_000 + i) + ",1990-12-31," + i % 10_000);
        }
        return records;
    }

    static Path write(Path file, List<String> lines) throws Exception {
        return Files.write(file, bytes(lines));
    }

    /** Lines as they stand in a checksum or a frame. */
    static byte[] bytes(List<String> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lines.forEach(line -> bytes.writeBytes((line + "\n").getBytes(UTF_8)));
        return bytes.toByteArray();
    }

    static int checksum(List<String> records) {
        byte[] bytes = bytes(records);
        return RecordChecksum.of(bytes, 0, bytes.length);
    }

    /** What a file still has to give. */
    static List<String> readAll(BetFile bets) throws Exception {
        List<String> records = new ArrayList<>();
        while (bets.next()) {
            records.add(new String(bets.bytes(), bets.from(), bets.to() - bets.from(), UTF_8));
        }
        return records;
    }
}

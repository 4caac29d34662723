package loteria.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a draw's log holds against what was sent and what was promised. It reads the log by itself, with bytes and rules
 * of its own: nothing of the store's is used that could be wrong in the same way.
 */
final class LogCheck {
    private static final int OPEN = 1;
    private static final int BETS = 2;
    private static final int FINISHED = 3;
    private static final int LOTTERY = 4;
    private static final int CLOSED = 5;
    private static final int DRAWN = 6;

    private final String brokers;
    private final String draw;
    private final List<Bets> all;
    private final Promises promises;

    /** What counts of an agency's partition. */
    private static final class Sales {
        private final List<String> lines = new ArrayList<>();
        private final CRC32C checksum = new CRC32C();
        private long session = -1;
        private long finished = -1;
    }

    LogCheck(String brokers, String draw, List<Bets> all, Promises promises) {
        this.brokers = brokers;
        this.draw = draw;
        this.all = all;
        this.promises = promises;
    }

    /** After the draw: every bet once and in order, closed once, drawn once, and with the model's winners. */
    void whole() {
        Map<Integer, Sales> sales = new HashMap<>();
        for (Bets bets : all) {
            Sales found = sales(bets);
            sales.put(bets.agency(), found);
            String who = "agency " + bets.agency() + ": ";
            long promised = promises.promised(bets.agency());
            assertTrue(
                    found.lines.size() >= promised,
                    who + found.lines.size() + " in the log, " + promised + " promised");
            assertEquals(bets.stored(), found.lines, who + "its bets, in order and once");
            assertEquals(bets.winners(), promises.winners(bets.agency()), who + "the winners that it was told");
        }
        draw(sales);
        assertEquals(List.of(), promises.broken(), "broken promises");
    }

    /** The newest OPEN so far is the session; what is another's, or not at its place, or behind the end counts not. */
    private Sales sales(Bets bets) {
        Sales sales = new Sales();
        for (ConsumerRecord<byte[], byte[]> record : read(new TopicPartition(draw + ".bets", bets.agency() - 1))) {
            ByteBuffer in = body(record);
            int type = type(record);
            if (type == OPEN) {
                sales.session = record.offset();
            } else if (type == BETS) {
                if (in.getLong() == sales.session && in.getLong() == sales.lines.size() + 1 && sales.finished < 0) {
                    take(sales, in, record);
                }
            } else {
                assertEquals(FINISHED, type, () -> "the type of " + place(record));
                if (in.getLong() == sales.session && in.getLong() == sales.lines.size() && sales.finished < 0) {
                    assertEquals(
                            (int) sales.checksum.getValue(), in.getInt(), () -> "the checksum of " + place(record));
                    sales.finished = record.offset();
                }
            }
        }
        assertTrue(sales.finished >= 0, "the sales of agency " + bets.agency() + " are closed");
        return sales;
    }

    private static void take(Sales sales, ByteBuffer in, ConsumerRecord<?, byte[]> record) {
        int count = in.getInt();
        int checksum = in.getInt();
        String text = UTF_8.decode(in).toString();
        List<String> lines = Arrays.asList(text.split("\n"));
        assertEquals(count, lines.size(), () -> "the lines of " + place(record));
        assertTrue(text.endsWith("\n"), () -> "a torn line in " + place(record));
        for (String line : lines) {
            // As the agency sums it: without its number.
            sales.checksum.update((line.substring(line.indexOf(',') + 1) + "\n").getBytes(UTF_8));
        }
        assertEquals((int) sales.checksum.getValue(), checksum, () -> "the checksum of " + place(record));
        sales.lines.addAll(lines);
    }

    private void draw(Map<Integer, Sales> sales) {
        Map<Integer, Long> closed = new HashMap<>();
        byte[] drawn = null;
        boolean named = false;
        for (ConsumerRecord<byte[], byte[]> record : read(new TopicPartition(draw + ".draw", 0))) {
            ByteBuffer in = body(record);
            int type = type(record);
            if (type == LOTTERY) {
                named = true;
            } else if (type == CLOSED) {
                int agency = in.getShort();
                Sales its = sales.get(agency);
                assertEquals(its.finished, in.getLong(), () -> "where FINISHED is, says " + place(record));
                assertEquals(its.lines.size(), in.getLong(), () -> "the total of " + place(record));
                assertEquals((int) its.checksum.getValue(), in.getInt(), () -> "the checksum of " + place(record));
                closed.putIfAbsent(agency, record.offset());
            } else {
                assertEquals(DRAWN, type, () -> "the type of " + place(record));
                assertEquals(all.size(), closed.size(), () -> "agencies closed before " + place(record));
                assertTrue(
                        drawn == null || Arrays.equals(drawn, record.value()),
                        () -> "another draw at " + place(record));
                drawn = record.value();
            }
        }
        assertTrue(named, "the lottery is named");
        assertNotNull(drawn, "it is drawn");
        assertDrawn(ByteBuffer.wrap(drawn, 4, drawn.length - 4));
    }

    private void assertDrawn(ByteBuffer in) {
        CRC32C checksum = new CRC32C();
        long winners = 0;
        for (Bets bets : all) {
            for (String document : bets.winners()) {
                checksum.update((bets.agency() + "," + document + "\n").getBytes(UTF_8));
                winners++;
            }
        }
        assertEquals(Bets.WINNING_NUMBER, in.getInt(), "the number drawn");
        assertEquals(winners, in.getLong(), "winners drawn");
        assertEquals((int) checksum.getValue(), in.getInt(), "the checksum of winners.csv");
    }

    private static int type(ConsumerRecord<?, byte[]> record) {
        byte[] value = record.value();
        assertEquals("LN\u0001", new String(value, 0, 3, UTF_8), () -> "the first bytes of " + place(record));
        return value[3];
    }

    private static ByteBuffer body(ConsumerRecord<?, byte[]> record) {
        return ByteBuffer.wrap(record.value(), 4, record.value().length - 4);
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + " at offset " + record.offset();
    }

    /** Every record of a partition, from offset 0, without a gap. */
    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + JvmProcess.PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (records.size() < end) {
                assertTrue(System.nanoTime() < deadline, () -> "reading " + partition + " takes too long");
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    assertEquals(records.size(), record.offset(), () -> "the next offset of " + partition);
                    records.add(record);
                }
            }
        }
        return records;
    }
}

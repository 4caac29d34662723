package loteria.store.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loteria.store.log.DrawFold;
import org.apache.kafka.common.TopicPartition;

/** A draw's log, to write and to read. One for a process; safe for all threads. */
final class LogClient implements Closeable {
    private final LogAddress address;
    private final ClientSettings settings;
    private final Appender appender;
    private final LogReader reader;

    LogClient(LogAddress address, ClientSettings settings) {
        this.address = address;
        this.settings = settings;
        this.appender = new Appender(settings);
        this.reader = new LogReader(settings);
    }

    LogAddress address() {
        return address;
    }

    ClientSettings settings() {
        return settings;
    }

    /** Where an agency's sales are. */
    KafkaPartition sales(int agency) {
        return new KafkaPartition(address.sales(agency), appender, reader);
    }

    /** Where the lottery, closed sales and the draw are. */
    KafkaPartition ofDraw() {
        return new KafkaPartition(address.ofDraw(), appender, reader);
    }

    /** What the partition of the draw says by now. */
    DrawFold readDraw() throws IOException {
        KafkaPartition partition = ofDraw();
        DrawFold fold = new DrawFold(partition.name());
        partition.read(0, partition.end(), fold::take);
        return fold;
    }

    /** Where each partition ends by now, that of the draw included. */
    Map<TopicPartition, Long> ends(int agencies) throws IOException {
        Stream<TopicPartition> sales = IntStream.rangeClosed(1, agencies).mapToObj(address::sales);
        return reader.ends(Stream.concat(Stream.of(address.ofDraw()), sales).collect(Collectors.toList()));
    }

    @Override
    public void close() {
        appender.close();
        reader.close();
    }
}

package loteria.store.kafka;

import java.io.IOException;
import java.util.List;
import loteria.store.log.LogCodec;
import loteria.store.log.LogPartition;
import loteria.store.log.LogRecord;
import loteria.store.log.UnansweredException;
import org.apache.kafka.common.TopicPartition;

/** A partition of Kafka's. */
record KafkaPartition(TopicPartition partition, Appender appender, LogReader reader) implements LogPartition {

    @Override
    public String name() {
        return partition.toString();
    }

    @Override
    public long append(LogRecord record) throws UnansweredException {
        return appender.append(partition, LogCodec.encode(record));
    }

    @Override
    public void read(long from, long to, Reader taker) throws IOException {
        reader.read(partition, from, to, taker);
    }

    @Override
    public long end() throws IOException {
        return reader.ends(List.of(partition)).get(partition);
    }
}

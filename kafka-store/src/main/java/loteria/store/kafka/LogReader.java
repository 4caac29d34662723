package loteria.store.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import loteria.store.CorruptStoreException;
import loteria.store.log.LogCodec;
import loteria.store.log.LogPartition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads parts of the log. Safe for all threads; who reads waits for who read before, which happens when a session
 * begins and when somebody else has appended, and hardly ever otherwise.
 */
final class LogReader implements Closeable {
    /** For something to come that is known to be there. */
    private static final long PROGRESS_MS = 5_000;

    /** The consumer asks for the next part before it is told to read another: that answer is waited for each time. */
    private static final int WAIT_MS = 1;

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    LogReader(ClientSettings settings) {
        consumer = new KafkaConsumer<>(settings.consumer(WAIT_MS));
    }

    /** See {@link LogPartition#read}. */
    synchronized void read(TopicPartition partition, long from, long to, LogPartition.Reader reader)
            throws IOException {
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long next = from;
            long deadline = System.nanoTime() + PROGRESS_MS * 1_000_000;
            while (next < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                    if (next < to) {
                        reader.take(record.offset(), LogCodec.decode(record.value()));
                        next = record.offset() + 1;
                        deadline = System.nanoTime() + PROGRESS_MS * 1_000_000;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(partition + ": offset " + next + " cannot be read: no answer within "
                            + PROGRESS_MS + " ms");
                }
            }
        } catch (InvalidOffsetException e) {
            throw missing(e);
        } catch (KafkaException e) {
            throw new IOException(partition + ": cannot be read: " + Appender.why(e), e);
        }
    }

    /** What was read, or acknowledged, is not there any more: retention, or an unclean election. */
    static CorruptStoreException missing(InvalidOffsetException e) {
        return new CorruptStoreException("the log has lost records: " + Appender.why(e), e);
    }

    /** Where the next record of each partition will be. */
    synchronized Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws IOException {
        try {
            return consumer.endOffsets(partitions);
        } catch (KafkaException e) {
            throw new IOException("the log cannot be read: " + Appender.why(e), e);
        }
    }

    @Override
    public synchronized void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
}

package loteria.store.kafka;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loteria.process.Reason;
import loteria.store.log.UnansweredException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Appends to the log. One for a process; safe for all threads. */
final class Appender implements Closeable {
    /** More than the client's own bounds together: they end first. */
    private static final long ANSWER_MS = 15_000;

    private static final long CLOSE_MS = 500;

    private final KafkaProducer<byte[], byte[]> producer;

    Appender(ClientSettings settings) {
        producer = new KafkaProducer<>(settings.producer());
    }

    /**
     * Appends, and waits for the answer.
     *
     * @return the record's offset
     * @throws UnansweredException if it is not known whether it is there, or will be
     */
    long append(TopicPartition partition, byte[] bytes) throws UnansweredException {
        try {
            RecordMetadata answer = send(new ProducerRecord<>(partition.topic(), partition.partition(), null, bytes))
                    .get(ANSWER_MS, TimeUnit.MILLISECONDS);
            if (!answer.hasOffset()) {
                throw new UnansweredException(partition + ": an answer without an offset", null);
            }
            return answer.offset();
        } catch (ExecutionException e) {
            throw new UnansweredException(partition + ": " + why(e.getCause()), e);
        } catch (TimeoutException e) {
            // Its thread is gone, and nothing will ever be answered again: the worker's successor has another.
            throw new IllegalStateException(partition + ": the client says nothing any more", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a session", e);
        }
    }

    /** A producer that is closed, or cannot go on, throws at once. */
    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) throws UnansweredException {
        try {
            return producer.send(record);
        } catch (KafkaException | IllegalStateException e) {
            throw new UnansweredException(record.topic() + "-" + record.partition() + ": " + why(e), e);
        }
    }

    /** The client's errors name what failed, in their first line. */
    static String why(Throwable e) {
        String reason = Reason.of(e);
        int end = reason.indexOf('\n');
        return end < 0 ? reason : reason.substring(0, end);
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(CLOSE_MS));
    }
}

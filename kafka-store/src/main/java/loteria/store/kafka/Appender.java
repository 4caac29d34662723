package loteria.store.kafka;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
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
            RecordMetadata answer = producer.send(
                            new ProducerRecord<>(partition.topic(), partition.partition(), null, bytes))
                    .get(ANSWER_MS, TimeUnit.MILLISECONDS);
            if (!answer.hasOffset()) {
                throw new UnansweredException(partition + ": an answer without an offset", null);
            }
            return answer.offset();
        } catch (ExecutionException e) {
            throw new UnansweredException(partition + ": " + why(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new UnansweredException(partition + ": no answer within " + ANSWER_MS + " ms", e);
        } catch (KafkaException | IllegalStateException e) {
            throw new UnansweredException(partition + ": " + why(e), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a session", e);
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

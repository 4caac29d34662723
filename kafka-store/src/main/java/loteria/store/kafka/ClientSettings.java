package loteria.store.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How the clients are set, and why. What a file of settings says besides (TLS, SASL) cannot change what the promise
 * rests on. Immutable.
 */
final class ClientSettings {
    /**
     * After which an append is given up. With {@link #APPEND_BLOCK_MS} less than the 10 s after which an agency takes
     * its central for dead.
     */
    private static final int DELIVERY_MS = 7_000;

    /** Of that for one broker: one that died or is cut off costs no more before its successor is asked. */
    private static final int REQUEST_MS = 2_000;

    /** To find out who leads, for a client that does not know. */
    private static final int BLOCK_MS = 5_000;

    /** The same for an append, which comes before its {@link #DELIVERY_MS}. */
    private static final int APPEND_BLOCK_MS = 2_000;

    private static final int CONNECT_MS = 1_000;
    private static final int RETRY_MS = 20;
    private static final int MOST_RETRY_MS = 250;

    /** Records on their way in one worker. */
    private static final long BUFFER_BYTES = 16 * 1024 * 1024;

    private static final int FETCH_BYTES = 4 * 1024 * 1024;

    private final String brokers;
    private final Map<String, Object> more;

    /** @param more settings of security, see {@link #read} */
    ClientSettings(String brokers, Map<String, Object> more) {
        this.brokers = brokers;
        this.more = more;
    }

    /**
     * What a file of the client's own settings says: for TLS and SASL.
     *
     * @param file null for none
     */
    static Map<String, Object> read(Path file) throws IOException {
        Map<String, Object> settings = new TreeMap<>();
        if (file != null) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
            properties.forEach((key, value) -> settings.put((String) key, value));
        }
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new TreeMap<>(more);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_MS);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, CONNECT_MS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, (long) RETRY_MS);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, (long) MOST_RETRY_MS);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, (long) RETRY_MS);
        settings.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, (long) MOST_RETRY_MS);
        // Nobody reads the client's figures, and its reporter for JMX loads what a worker has no use for.
        settings.put("auto.include.jmx.reporter", "false");
        settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put("enable.metrics.push", false);
        return settings;
    }

    Map<String, Object> producer() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        // Acknowledged means: on all replicas in sync, of which the topic asks for two at least.
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // The client's own repetitions are appended once. Those that it gives up may still come late: the fence.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A partition has one append on its way; those of a worker's other agencies need not wait for it.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        // A session waits for each: nothing more will come to share a request with it.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) APPEND_BLOCK_MS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // A group of bets is a record of up to 150 kB, and dense as it is.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return settings;
    }

    /** @param waitMs of a broker for something to come */
    Map<String, Object> consumer(int waitMs) {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // An offset that is not there any more is damage, and no reason to go on elsewhere.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, waitMs);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MS);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = common();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MS);
        return settings;
    }
}

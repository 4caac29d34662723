package loteria.store.kafka;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import loteria.store.UnfitStoreException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of a draw as {@link TopicCheck} wants them. */
final class TopicMaker {
    private TopicMaker() {}

    /**
     * Makes them.
     *
     * @param acceptWeaker whether fewer brokers than replicas will do
     * @throws UnfitStoreException if there are any, or too few brokers
     */
    static void run(Admin admin, LogAddress address, int agencies, boolean acceptWeaker) throws IOException {
        try {
            int brokers = admin.describeCluster().nodes().get().size();
            if (brokers < TopicCheck.REPLICAS && !acceptWeaker) {
                throw new UnfitStoreException(brokers + " brokers, expected at least " + TopicCheck.REPLICAS
                        + "; --store-accept-weaker takes fewer replicas");
            }
            short replicas = (short) Math.min(TopicCheck.REPLICAS, brokers);
            admin.createTopics(List.of(
                            topic(address.betsTopic(), agencies, replicas), topic(address.drawTopic(), 1, replicas)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                throw new UnfitStoreException("--store: expected a draw without topics: " + Appender.why(e.getCause()));
            }
            throw new IOException("the topics cannot be made: " + Appender.why(e.getCause()), e);
        } catch (KafkaException e) {
            throw new IOException("the topics cannot be made: " + Appender.why(e), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a command", e);
        }
    }

    private static NewTopic topic(String name, int partitions, short replicas) {
        return new NewTopic(name, partitions, replicas)
                .configs(Map.of(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                Integer.toString(Math.min(TopicCheck.IN_SYNC, replicas)),
                        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false",
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG, "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                        // Each record is on a broker's disk before it is acknowledged.
                        TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1"));
    }
}

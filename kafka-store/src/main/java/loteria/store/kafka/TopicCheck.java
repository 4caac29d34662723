package loteria.store.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import loteria.store.UnfitStoreException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at the topics of a draw before anything is promised on them: each of their settings is a silent way to lose
 * bets. For one thread.
 */
final class TopicCheck {
    static final int REPLICAS = 3;
    static final int IN_SYNC = 2;

    private final Admin admin;
    private final LogAddress address;
    private final List<String> weaker = new ArrayList<>();

    TopicCheck(Admin admin, LogAddress address) {
        this.admin = admin;
        this.address = address;
    }

    /**
     * Looks at both topics.
     *
     * @param agencies for each of which there must be a partition
     * @return in what the promise is weaker than it is meant to be; empty if it is not
     * @throws UnfitStoreException if the topics are missing, or cannot hold a draw
     * @throws IOException if nobody answers
     */
    List<String> run(int agencies) throws IOException {
        List<String> topics = List.of(address.betsTopic(), address.drawTopic());
        List<ConfigResource> resources = List.of(resource(topics.get(0)), resource(topics.get(1)));
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(topics).allTopicNames().get();
            requirePartitions(found.get(address.betsTopic()), agencies);
            requirePartitions(found.get(address.drawTopic()), 1);
            Map<ConfigResource, Config> settings =
                    admin.describeConfigs(resources).all().get();
            for (ConfigResource topic : resources) {
                look(topic.name(), settings.get(topic));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new UnfitStoreException("topics " + topics.get(0) + " and " + topics.get(1)
                        + ": expected both to be there: bin/coordinator store create makes them");
            }
            if (e.getCause() instanceof AuthenticationException || e.getCause() instanceof AuthorizationException) {
                throw new UnfitStoreException("the brokers refuse: " + Appender.why(e.getCause()));
            }
            throw new IOException("the brokers do not answer: " + Appender.why(e.getCause()), e);
        } catch (KafkaException e) {
            throw new IOException("the brokers do not answer: " + Appender.why(e), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a worker's start", e);
        }
        return weaker;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private void requirePartitions(TopicDescription topic, int expected) throws UnfitStoreException {
        int partitions = topic.partitions().size();
        if (partitions != expected) {
            throw new UnfitStoreException(
                    "topic " + topic.name() + ": expected " + expected + " partitions, found " + partitions);
        }
        int replicas = Integer.MAX_VALUE;
        for (TopicPartitionInfo partition : topic.partitions()) {
            replicas = Math.min(replicas, partition.replicas().size());
        }
        if (replicas < REPLICAS) {
            weaker.add("topic " + topic.name() + ": " + replicas + " replicas, expected " + REPLICAS);
        }
    }

    private void look(String topic, Config config) throws UnfitStoreException {
        require(topic, config, TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
        require(topic, config, TopicConfig.RETENTION_MS_CONFIG, "-1");
        require(topic, config, TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        String inSync = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
        if (Integer.parseInt(inSync) < IN_SYNC) {
            weaker.add("topic " + topic + ": min.insync.replicas " + inSync + ", expected " + IN_SYNC);
        }
        expect(topic, config, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        expect(topic, config, TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    }

    /** What deletes bets is refused. */
    private static void require(String topic, Config config, String name, String expected) throws UnfitStoreException {
        String found = config.get(name).value();
        if (!found.equals(expected)) {
            throw new UnfitStoreException(
                    "topic " + topic + ": " + name + " is " + found + ", which deletes bets: expected " + expected);
        }
    }

    /** What promises less is said. */
    private void expect(String topic, Config config, String name, String expected) {
        String found = config.get(name).value();
        if (!found.equals(expected)) {
            weaker.add("topic " + topic + ": " + name + " " + found + ", expected " + expected);
        }
    }
}

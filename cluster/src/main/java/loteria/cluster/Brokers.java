package loteria.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A cluster of Kafka brokers on this machine: child JVMs on 127.0.0.1, in folders of their own, without ZooKeeper.
 * Closing it kills them; a process that dies takes its brokers along. For one thread.
 */
public final class Brokers implements AutoCloseable {
    /** Below the ports that the kernel gives to clients, and below those of the centrals of tests. */
    private static final int FIRST_PORT = 10_000;

    private static final int PORTS = 5_000;

    private final List<Broker> all = new ArrayList<>();

    private Brokers(Path folder, int count) {
        List<Integer> ports = freePorts(2 * count);
        String clusterId = clusterId();
        for (int id = 1; id <= count; id++) {
            BrokerProperties properties =
                    new BrokerProperties(id, clusterId, ports.subList(0, count), ports.subList(count, 2 * count));
            all.add(new Broker(properties, folder.resolve("broker-" + id)));
        }
    }

    /**
     * Starts so many brokers, and waits until all serve clients.
     *
     * @param folder for their data and logs; need not exist
     */
    public static Brokers start(Path folder, int count) throws IOException, InterruptedException {
        Brokers brokers = new Brokers(folder.toAbsolutePath(), count);
        try {
            for (Broker each : brokers.all) {
                each.launch();
            }
            for (Broker each : brokers.all) {
                each.awaitReady();
            }
            return brokers;
        } catch (IOException | InterruptedException e) {
            brokers.close();
            throw e;
        }
    }

    /** For clients: {@code host:port}, with commas between them. */
    public String bootstrap() {
        return String.join(
                ",", all.stream().map(each -> "127.0.0.1:" + each.port()).toList());
    }

    /** All brokers, by id. */
    public List<Broker> all() {
        return List.copyOf(all);
    }

    /** Kills them all, and waits for their exits; a stopped one too. */
    @Override
    public void close() {
        for (Broker each : all) {
            each.kill();
        }
    }

    /** As {@code org.apache.kafka.common.Uuid}: base64 for file names, without padding, and not like an option. */
    private static String clusterId() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits() & Long.MAX_VALUE)
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<Integer> freePorts(int count) {
        Random random = new Random();
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            int port = FIRST_PORT + random.nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!ports.contains(probe.getLocalPort())) {
                    ports.add(probe.getLocalPort());
                }
            } catch (IOException ignored) {
                // Taken: the next one.
            }
        }
        return ports;
    }
}

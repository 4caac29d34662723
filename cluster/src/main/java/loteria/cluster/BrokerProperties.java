package loteria.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * What a broker is told.
 *
 * @param id from 1
 * @param clusterId a UUID in base64, the same for all
 * @param ports of all brokers for their clients, by id
 * @param controllerPorts of all brokers for their controllers, by id
 */
record BrokerProperties(int id, String clusterId, List<Integer> ports, List<Integer> controllerPorts) {

    int port() {
        return ports.get(id - 1);
    }

    /** The properties file. Times are for brokers on one machine: a dead one is noticed within three seconds. */
    String text(Path data) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=" + id,
                "controller.quorum.voters=" + voters(),
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:" + port() + ",CONTROLLER://127.0.0.1:" + controllerPorts.get(id - 1),
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port(),
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + data,
                "",
                "# Three replicas, two of which must have a record before it is acknowledged.",
                "default.replication.factor=" + Math.min(3, ports.size()),
                "min.insync.replicas=" + Math.min(2, ports.size()),
                "offsets.topic.replication.factor=" + Math.min(3, ports.size()),
                "offsets.topic.num.partitions=1",
                "unclean.leader.election.enable=false",
                "auto.create.topics.enable=false",
                "log.retention.ms=-1",
                "",
                "broker.session.timeout.ms=3000",
                "broker.heartbeat.interval.ms=300",
                "replica.lag.time.max.ms=5000",
                "",
                "num.network.threads=2",
                "num.io.threads=4",
                "log.cleaner.dedupe.buffer.size=2097152",
                "socket.request.max.bytes=33554432",
                "");
    }

    private String voters() {
        StringBuilder voters = new StringBuilder();
        for (int i = 0; i < controllerPorts.size(); i++) {
            voters.append(i == 0 ? "" : ",").append(i + 1).append("@127.0.0.1:").append(controllerPorts.get(i));
        }
        return voters.toString();
    }
}

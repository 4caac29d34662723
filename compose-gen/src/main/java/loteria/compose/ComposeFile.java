package loteria.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The Compose file of the lottery: one server, some clients, their network.
 *
 * <p>Environment wins over the configuration files, which people change without building anew; so it holds only what
 * no file says. Variables are written {@code NAME=value}: as YAML values of their own, dates and numbers would not stay
 * text.
 */
final class ComposeFile {
    /** The subnet has 254 addresses: one is the gateway's, one the server's. */
    static final int MOST_CLIENTS = 252;

    /** The images' working directory: configuration files and data are looked for there. */
    private static final String HOME = "/opt/loteria";

    /** The coordinator's default {@code ./data}. */
    private static final String SERVER_DATA = HOME + "/data";

    private static final String SERVER = "server";
    private static final String NETWORK = "testing_net";
    private static final String SUBNET = "172.25.125.0/24";

    /** Processes end within two seconds of a SIGTERM; a busy machine may take longer. */
    private static final String GRACE_PERIOD = "10s";

    /** Threads count: the server has some three for each agency. */
    private static final int SERVER_PROCESSES = 4_096;

    private static final int CLIENT_PROCESSES = 256;

    /** Several times what they use, the server with 16 workers: the bound is for what goes wrong. */
    private static final String SERVER_MEMORY = "3g";

    private static final String CLIENT_MEMORY = "256m";

    private ComposeFile() {}

    /**
     * Renders the file. The same arguments give the same text.
     *
     * @param clients 0 to {@link #MOST_CLIENTS}
     */
    static String render(Mode mode, int clients) {
        Map<String, Object> services = new LinkedHashMap<>();
        services.put(SERVER, server(mode, clients));
        for (int id = 1; id <= clients; id++) {
            services.put("client" + id, client(mode, id));
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", "tp0");
        file.put("services", services);
        file.put("networks", Map.of(NETWORK, Map.of("ipam", addresses())));
        file.put("volumes", Map.of(volume(mode), Map.of()));
        return new Dump(settings()).dumpToString(file);
    }

    private static Map<String, Object> server(Mode mode, int clients) {
        // Echo has no sales to close: a central of no agencies never waits for a draw.
        int agencies = mode == Mode.ECHO ? 0 : clients;
        Map<String, Object> service = service(SERVER, "server:latest", SERVER_PROCESSES, SERVER_MEMORY);
        service.put("environment", List.of("SERVER_AGENCIES=" + agencies));
        service.put("volumes", List.of(file("./server/config.ini", "config.ini"), data(mode)));
        service.put("healthcheck", readiness());
        return service;
    }

    private static Map<String, Object> client(Mode mode, int id) {
        List<Object> mounts = new ArrayList<>();
        mounts.add(file("./client/config.yaml", "config.yaml"));
        if (mode == Mode.LOTTERY) {
            String bets = ".data/agency-" + id + ".csv";
            mounts.add(file("./" + bets, bets));
        }
        Map<String, Object> service = service("client" + id, "client:latest", CLIENT_PROCESSES, CLIENT_MEMORY);
        service.put("environment", environment(mode, id));
        service.put("volumes", mounts);
        service.put("depends_on", Map.of(SERVER, Map.of("condition", "service_healthy")));
        return service;
    }

    private static List<String> environment(Mode mode, int id) {
        List<String> variables = new ArrayList<>(List.of("CLI_ID=" + id, "CLI_MODE=" + mode.word()));
        if (mode == Mode.SINGLE_BET) {
            SampleBet bet = SampleBet.of(id);
            variables.add("NOMBRE=" + bet.firstName());
            variables.add("APELLIDO=" + bet.lastName());
            variables.add("DOCUMENTO=" + bet.document());
            variables.add("NACIMIENTO=" + bet.birthdate());
            variables.add("NUMERO=" + bet.number());
        }
        return variables;
    }

    private static Map<String, Object> service(String name, String image, int processes, String memory) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("container_name", name);
        service.put("image", image);
        service.put("networks", List.of(NETWORK));
        service.put("stop_grace_period", GRACE_PERIOD);
        // Reaps what an operator's docker exec leaves behind, which the first process of a container inherits.
        service.put("init", true);
        confine(service, processes, memory);
        return service;
    }

    /** Takes from a container what its programs do not need; no more than the oldest engine promised knows. */
    private static void confine(Map<String, Object> service, int processes, String memory) {
        service.put("read_only", true);
        service.put("tmpfs", List.of("/tmp"));
        service.put("cap_drop", List.of("ALL"));
        service.put("security_opt", List.of("no-new-privileges:true"));
        service.put("pids_limit", processes);
        service.put("mem_limit", memory);
    }

    /** A file of the host, read-only. One that is missing stops the start: it must not become an empty folder. */
    private static Map<String, Object> file(String source, String target) {
        Map<String, Object> mount = mount("bind", source, HOME + "/" + target);
        mount.put("read_only", true);
        mount.put("bind", Map.of("create_host_path", false));
        return mount;
    }

    /** Each mode has its own: the bets of one are foreign to another. */
    private static Map<String, Object> data(Mode mode) {
        return mount("volume", volume(mode), SERVER_DATA);
    }

    private static String volume(Mode mode) {
        return mode.word() + "-data";
    }

    private static Map<String, Object> mount(String type, String source, String target) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("type", type);
        mount.put("source", source);
        mount.put("target", target);
        return mount;
    }

    /** The image's own: a look at a file, no connection, no JVM, no line in the log. Recovery may take a minute. */
    private static Map<String, Object> readiness() {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("test", List.of("CMD", "bin/healthy"));
        check.put("interval", "1s");
        check.put("timeout", "30s");
        check.put("start_period", "60s");
        check.put("retries", 3);
        return check;
    }

    private static Map<String, Object> addresses() {
        Map<String, Object> ipam = new LinkedHashMap<>();
        ipam.put("driver", "default");
        ipam.put("config", List.of(Map.of("subnet", SUBNET)));
        return ipam;
    }

    private static DumpSettings settings() {
        return DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setSplitLines(false)
                .build();
    }
}

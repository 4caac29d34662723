package loteria.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class ComposeFileTest {
    private static final Map<String, Object> NO_HOST_PATH = Map.of("create_host_path", false);

    @Test
    void shouldDescribeTheServerWhole() {
        Map<String, Object> expected = confined("server", "server:latest", 4_096, "3g");
        expected.put("environment", List.of("SERVER_AGENCIES=5"));
        expected.put(
                "volumes",
                List.of(
                        bind("./server/config.ini", "/opt/loteria/config.ini"),
                        Map.of("type", "volume", "source", "lottery-data", "target", "/opt/loteria/data")));
        expected.put(
                "healthcheck",
                Map.of(
                        "test",
                        List.of("CMD", "bin/healthy"),
                        "interval",
                        "1s",
                        "timeout",
                        "30s",
                        "start_period",
                        "60s",
                        "retries",
                        3));

        assertEquals(expected, service(parse(Mode.LOTTERY, 5), "server"));
    }

    @Test
    void shouldDescribeAClientWhole() {
        Map<String, Object> expected = confined("client3", "client:latest", 256, "256m");
        expected.put("environment", List.of("CLI_ID=3", "CLI_MODE=lottery"));
        expected.put(
                "volumes",
                List.of(
                        bind("./client/config.yaml", "/opt/loteria/config.yaml"),
                        bind("./.data/agency-3.csv", "/opt/loteria/.data/agency-3.csv")));
        expected.put("depends_on", Map.of("server", Map.of("condition", "service_healthy")));

        assertEquals(expected, service(parse(Mode.LOTTERY, 5), "client3"));
    }

    @Test
    void shouldNameProjectNetworkAndVolume() {
        Map<String, Object> file = parse(Mode.LOTTERY, 5);

        assertEquals(List.of("name", "services", "networks", "volumes"), List.copyOf(file.keySet()));
        assertEquals("tp0", file.get("name"));
        assertEquals(
                Map.of(
                        "testing_net",
                        Map.of(
                                "ipam",
                                Map.of("driver", "default", "config", List.of(Map.of("subnet", "172.25.125.0/24"))))),
                file.get("networks"));
        assertEquals(Map.of("lottery-data", Map.of()), file.get("volumes"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, ComposeFile.MOST_CLIENTS})
    void shouldHoldOneServerAndEachClientInOrder(int clients) {
        List<String> expected = new ArrayList<>(List.of("server"));
        IntStream.rangeClosed(1, clients).forEach(id -> expected.add("client" + id));

        assertEquals(
                expected, List.copyOf(services(parse(Mode.LOTTERY, clients)).keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTheDataOfEachModeApart(Mode mode) {
        Map<String, Object> file = parse(mode, 1);

        assertEquals(Map.of(mode.word() + "-data", Map.of()), file.get("volumes"));
        assertTrue(mounts(file, "server").contains(mode.word() + "-data"));
    }

    @Test
    void shouldExpectNoSalesInEchoMode() {
        Map<String, Object> file = parse(Mode.ECHO, 5);

        assertEquals(List.of("SERVER_AGENCIES=0"), service(file, "server").get("environment"));
        assertEquals(
                List.of("CLI_ID=5", "CLI_MODE=echo"), service(file, "client5").get("environment"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ECHO", "SINGLE_BET"})
    void shouldMountBetsInLotteryModeOnly(Mode mode) {
        assertEquals(List.of("./client/config.yaml"), mounts(parse(mode, 2), "client2"));
    }

    @Test
    void shouldGiveTheFirstClientTheBetOfTheCourse() {
        assertEquals(
                List.of(
                        "CLI_ID=1",
                        "CLI_MODE=single-bet",
                        "NOMBRE=Santiago Lionel",
                        "APELLIDO=Lorca",
                        "DOCUMENTO=30904465",
                        "NACIMIENTO=1999-03-17",
                        "NUMERO=7574"),
                service(parse(Mode.SINGLE_BET, 1), "client1").get("environment"));
    }

    @Test
    void shouldGiveEachClientABetOfItsOwn() {
        Map<String, Object> file = parse(Mode.SINGLE_BET, ComposeFile.MOST_CLIENTS);
        Set<String> documents = new HashSet<>();
        Set<String> people = new HashSet<>();
        for (int id = 1; id <= ComposeFile.MOST_CLIENTS; id++) {
            Map<String, String> bet = variables(file, "client" + id);
            documents.add(bet.get("DOCUMENTO"));
            people.add(bet.get("NOMBRE") + bet.get("APELLIDO") + bet.get("NACIMIENTO"));
            assertTrue(bet.get("NACIMIENTO").matches("(19[6-9]\\d)-03-17"), bet.toString());
            assertTrue(Integer.parseInt(bet.get("NUMERO")) < 10_000, bet.toString());
        }

        assertEquals(ComposeFile.MOST_CLIENTS, documents.size());
        assertEquals(ComposeFile.MOST_CLIENTS, people.size());
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveToTheFilesWhatTheySay(Mode mode) {
        Set<String> names = new HashSet<>(variables(parse(mode, 1), "client1").keySet());
        names.addAll(variables(parse(mode, 1), "server").keySet());
        names.removeAll(Set.of("NOMBRE", "APELLIDO", "DOCUMENTO", "NACIMIENTO", "NUMERO"));

        assertEquals(Set.of("CLI_ID", "CLI_MODE", "SERVER_AGENCIES"), names);
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteEveryPlaceInFull(Mode mode) {
        String text = ComposeFile.render(mode, 3);

        assertFalse(text.contains("&") || text.contains("*"), text);
        assertFalse(text.contains("!!"), text);
    }

    @Test
    void shouldRenderTheSameBytesEachTime() {
        assertEquals("""
                name: tp0
                services:
                  server:
                    container_name: server
                    image: server:latest
                    networks:
                      - testing_net
                    stop_grace_period: 10s
                    init: true
                    read_only: true
                    tmpfs:
                      - /tmp
                    cap_drop:
                      - ALL
                    security_opt:
                      - no-new-privileges:true
                    pids_limit: 4096
                    mem_limit: 3g
                    environment:
                      - SERVER_AGENCIES=0
                    volumes:
                      - type: bind
                        source: ./server/config.ini
                        target: /opt/loteria/config.ini
                        read_only: true
                        bind:
                          create_host_path: false
                      - type: volume
                        source: lottery-data
                        target: /opt/loteria/data
                    healthcheck:
                      test:
                        - CMD
                        - bin/healthy
                      interval: 1s
                      timeout: 30s
                      start_period: 60s
                      retries: 3
                networks:
                  testing_net:
                    ipam:
                      driver: default
                      config:
                        - subnet: 172.25.125.0/24
                volumes:
                  lottery-data: {}
                """, ComposeFile.render(Mode.LOTTERY, 0));
    }

    @Test
    void shouldKnowNoOtherMode() {
        assertNull(Mode.of("Lottery"));
        assertEquals(Mode.SINGLE_BET, Mode.of("single-bet"));
    }

    /** What is the same of server and clients: what they need, and that they can do and use no more. */
    private static Map<String, Object> confined(String name, String image, int processes, String memory) {
        Map<String, Object> service = new HashMap<>(Map.of(
                "container_name",
                name,
                "image",
                image,
                "networks",
                List.of("testing_net"),
                "stop_grace_period",
                "10s",
                "init",
                true));
        service.putAll(Map.of(
                "read_only",
                true,
                "tmpfs",
                List.of("/tmp"),
                "cap_drop",
                List.of("ALL"),
                "security_opt",
                List.of("no-new-privileges:true"),
                "pids_limit",
                processes,
                "mem_limit",
                memory));
        return service;
    }

    private static Map<String, Object> bind(String source, String target) {
        return Map.of("type", "bind", "source", source, "target", target, "read_only", true, "bind", NO_HOST_PATH);
    }

    private static Map<String, Object> parse(Mode mode, int clients) {
        Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
        return map(load.loadFromString(ComposeFile.render(mode, clients)));
    }

    private static Map<String, Object> services(Map<String, Object> file) {
        return map(file.get("services"));
    }

    private static Map<String, Object> service(Map<String, Object> file, String name) {
        return map(services(file).get(name));
    }

    private static List<Object> mounts(Map<String, Object> file, String service) {
        List<Object> sources = new ArrayList<>();
        for (Object mount : (List<?>) service(file, service).get("volumes")) {
            sources.add(map(mount).get("source"));
        }
        return sources;
    }

    private static Map<String, String> variables(Map<String, Object> file, String service) {
        return ((List<?>) service(file, service).get("environment"))
                .stream()
                        .map(variable -> ((String) variable).split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}

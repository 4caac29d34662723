package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
    private final HostNames names = new HostNames(Set.of("central.example"));

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:8080, true",
        "server:8080, true",
        "127.0.0.1:8080, true",
        "192.0.2.7, true",
        "[::1]:8080, true",
        "central.example, true",
        "Central.Example:8080, true",
        "evil.example, false",
        "evil.example:8080, false",
        "127.0.0.1.evil.example, false",
        "central.example.evil.example, false",
        "localhost., false",
        ", true"
    })
    void shouldAdmitOnlyWhatIsNoStrangersDomain(String host, boolean admitted) {
        assertEquals(admitted, names.admit(host), host);
    }
}

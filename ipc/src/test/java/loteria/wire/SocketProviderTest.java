package loteria.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SocketProviderTest {
    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNameTheProviderThatTheJdkWouldFind() {
        SocketProvider.choose();
        assertEquals(SelectorProvider.provider().getClass().getName(), System.getProperty(PROPERTY));
    }

    @Test
    void shouldLeaveAUsersChoice() {
        System.setProperty(PROPERTY, "theirs");
        SocketProvider.choose();
        assertEquals("theirs", System.getProperty(PROPERTY));
    }
}

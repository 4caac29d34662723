package loteria.coordinator.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private final Strangers strangers = new Strangers();
    private final List<SocketChannel> all = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (SocketChannel each : all) {
            each.close();
        }
    }

    @Test
    void shouldCloseTheOneThatIsSilentLongestWhenThereAreTooMany() throws IOException {
        enter(Strangers.MOST + 2);
        assertEquals(Strangers.MOST, all.stream().filter(SocketChannel::isOpen).count());
        assertFalse(all.get(0).isOpen());
        assertFalse(all.get(1).isOpen());
    }

    @Test
    void shouldCloseNobodyWhoHasSaidWhoItIs() throws IOException {
        enter(Strangers.MOST);
        strangers.leave(all.get(0));
        enter(2);
        assertEquals(
                List.of(1),
                all.stream().filter(each -> !each.isOpen()).map(all::indexOf).toList());
    }

    private void enter(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel stranger = SocketChannel.open();
            all.add(stranger);
            strangers.enter(stranger);
        }
    }
}

package loteria.coordinator.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final long SECOND = 1_000_000_000;

    private final Callers callers = new Callers();

    private static InetAddress address(int number) throws Exception {
        return InetAddress.getByAddress(
                ByteBuffer.allocate(4).putInt(0x0a000000 + number).array());
    }

    private int admitted(InetAddress from, int tries, long nowNanos) {
        int admitted = 0;
        for (int i = 0; i < tries; i++) {
            admitted += callers.admit(from, nowNanos) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void shouldBoundWhatComesFromOneAddressAndNotFromAnother() throws Exception {
        assertEquals(Callers.MOST_AT_ONCE, admitted(address(1), 10_000, 5));
        assertFalse(callers.admit(address(1), 5));
        assertTrue(callers.admit(address(2), 5));
        assertEquals(Callers.MOST_A_SECOND, admitted(address(1), 10_000, 5 + SECOND));
        assertEquals(Callers.MOST_AT_ONCE, admitted(address(1), 10_000, 5 + 1_000 * SECOND));
    }

    @Test
    void shouldNotCountThisMachinesOwn() throws Exception {
        assertEquals(100_000, admitted(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 100_000, 5));
        assertEquals(0, callers.remembered());
    }

    @Test
    void shouldRememberABoundedNumberOfAddresses() throws Exception {
        admitted(address(0), 10_000, 5);
        for (int number = 1; number <= 2 * Callers.MOST_ADDRESSES; number++) {
            callers.admit(address(number), 5);
            // Who goes on coming is not forgotten.
            assertFalse(callers.admit(address(0), 5));
        }
        assertEquals(Callers.MOST_ADDRESSES, callers.remembered());
    }
}

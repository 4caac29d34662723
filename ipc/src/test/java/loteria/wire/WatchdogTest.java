package loteria.wire;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchdogTest {
    private final Watchdog watchdog = new Watchdog();
    private SocketPair pair;
    private Watchdog.Watch watch;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketPair.unix();
        watch = watchdog.watch(pair.ours());
    }

    @AfterEach
    void disconnect() throws IOException {
        pair.close();
    }

    @Test
    void shouldHaveNoDeadlineUntilOneIsSet() {
        tickAhead(1_000_000_000);
        assertFalse(watch.expired());
        assertTrue(pair.ours().isOpen());
    }

    @Test
    void shouldEndAReadThatIsOverdueByItsOwnClock() throws Exception {
        watch.readWithin(30);
        FutureTask<Integer> reader = new FutureTask<>(() -> pair.ours().read(ByteBuffer.allocate(1)));
        Thread thread = new Thread(reader);
        thread.setDaemon(true);
        long begun = System.nanoTime();
        thread.start();
        while (!reader.isDone()) {
            assertTrue(System.nanoTime() - begun < SECONDS.toNanos(60), "it does not end the read");
            watchdog.tick();
            Thread.onSpinWait();
        }
        assertTrue(System.nanoTime() - begun > MILLISECONDS.toNanos(25));
        assertEquals(-1, reader.get());
        assertTrue(watch.expired());
    }

    @Test
    void shouldLeaveTheOutputOpenWhenAReadIsOverdue() throws IOException {
        watch.readWithin(1_000);
        tickAhead(1_001);
        assertTrue(watch.expired());
        assertEquals(1, pair.ours().write(ByteBuffer.allocate(1)));
        assertEquals(-1, pair.ours().read(ByteBuffer.allocate(1)));
    }

    @Test
    void shouldCloseTheChannelWhenAWriteIsOverdue() {
        watch.writeWithin(1_000);
        tickAhead(999);
        assertFalse(watch.expired());
        tickAhead(1_001);
        assertTrue(watch.expired());
        assertFalse(pair.ours().isOpen());
        tickAhead(2_000);
    }

    @Test
    void shouldCloseTheChannelWhenAWriteIsOverdueAfterARead() {
        watch.readWithin(1_000);
        watch.writeWithin(2_000);
        tickAhead(1_500);
        assertTrue(pair.ours().isOpen());
        tickAhead(2_500);
        assertFalse(pair.ours().isOpen());
    }

    @Test
    void shouldForgetADeadlineThatIsTakenBack() {
        watch.readWithin(0);
        watch.writeWithin(0);
        watch.readWhenever();
        watch.writeWhenever();
        tickAhead(1_000_000_000);
        assertFalse(watch.expired());
    }

    @Test
    void shouldCountFromTheLastDeadlineThatWasSet() {
        watch.readWithin(1_000);
        watch.readWithin(60_000);
        tickAhead(30_000);
        assertFalse(watch.expired());
    }

    @Test
    void shouldLeaveAChannelAloneThatItWatchesNoLonger() {
        watch.readWithin(0);
        watch.close();
        tickAhead(1_000);
        assertFalse(watch.expired());
        assertTrue(pair.ours().isOpen());
    }

    @Test
    void shouldLookAfterTheOthersWhenAChannelIsClosed() throws IOException {
        try (SocketPair other = SocketPair.tcp()) {
            Watchdog.Watch second = watchdog.watch(other.ours());
            watch.readWithin(0);
            second.readWithin(0);
            pair.close();
            tickAhead(1_000);
            assertTrue(second.expired());
        }
    }

    private void tickAhead(long millis) {
        watchdog.tick(System.nanoTime() + MILLISECONDS.toNanos(millis));
    }
}

package loteria.wire;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import loteria.Seeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FrameChannelTest {
    private static final int SMALLEST = FrameDescriptor.MAX_FRAME_BYTES;
    private static final String TOO_SLOW = "a frame that has come to a halt, or came slower than 100 bytes a second";
    private static final byte[] THREE_FRAMES = frames(frame(1), frame(2, 10, 11, 12, 13, 14), frame(3, 20));

    private final Watchdog watchdog = new Watchdog();
    private SocketPair pair;
    private FrameChannel channel;

    @BeforeEach
    void connect() throws IOException {
        pair = SocketPair.tcp();
        channel = channel(FrameChannel.PATIENT);
    }

    @AfterEach
    void disconnect() throws IOException {
        channel.close();
        pair.close();
    }

    private FrameChannel channel(long silenceMs) {
        return new FrameChannel(pair.ours(), watchdog, silenceMs, SMALLEST, SMALLEST);
    }

    @Test
    void shouldReadFramesThatArriveCutAtAnyByte() throws IOException {
        for (int cut = 1; cut < THREE_FRAMES.length; cut++) {
            pair.send(Arrays.copyOf(THREE_FRAMES, cut));
            assertTrue(channel.fill());
            int found = expectFramesFrom(0);
            pair.send(Arrays.copyOfRange(THREE_FRAMES, cut, THREE_FRAMES.length));
            assertTrue(channel.fill());
            assertEquals(3, expectFramesFrom(found), "cut after " + cut);
        }
    }

    @Test
    void shouldReadFramesThatArriveByteByByte() throws IOException {
        int found = 0;
        for (byte b : THREE_FRAMES) {
            pair.send(b);
            assertTrue(channel.fill());
            found = expectFramesFrom(found);
        }
        assertEquals(3, found);
    }

    /** Checks all whole frames at hand, of which {@code found} were seen, and returns how many have been now. */
    private int expectFramesFrom(int found) throws IOException {
        byte[][] payloads = {{}, {10, 11, 12, 13, 14}, {20}};
        int count = found;
        while (channel.next()) {
            assertEquals(count + 1, channel.type());
            assertArrayEquals(payloads[count], payload());
            count++;
        }
        return count;
    }

    @Test
    void shouldTellTheEndOfTheStreamFromAnEndInsideAFrame() throws IOException {
        for (int length = 0; length <= THREE_FRAMES.length; length++) {
            try (SocketPair cut = length % 2 == 0 ? SocketPair.tcp() : SocketPair.unix();
                    FrameChannel reader = new FrameChannel(cut.ours(), watchdog, 0, SMALLEST, SMALLEST)) {
                cut.send(Arrays.copyOf(THREE_FRAMES, length));
                cut.peer().shutdownOutput();
                int whole = length < 4 ? 0 : length < 13 ? 1 : length < 18 ? 2 : 3;
                for (int i = 0; i < whole; i++) {
                    assertTrue(reader.await());
                }
                int rest = length - new int[] {0, 4, 13, 18}[whole];
                if (rest == 0) {
                    assertFalse(reader.await());
                } else {
                    EOFException e = assertThrows(EOFException.class, reader::await);
                    assertEquals("the stream ends inside a frame, after " + rest + " of its bytes", e.getMessage());
                }
            }
        }
    }

    @Test
    void shouldTakeTheLongestFrameAndRefuseOneByteMore() throws IOException {
        byte[] longest = new byte[FrameDescriptor.MAX_FRAME_BYTES];
        longest[0] = 0x1f;
        longest[1] = (byte) 0xfc;
        longest[2] = 7;
        longest[8191] = 42;
        pair.send(longest);
        assertTrue(channel.await());
        assertEquals(FrameDescriptor.MAX_PAYLOAD_BYTES, channel.payload().remaining());
        assertEquals(42, payload()[FrameDescriptor.MAX_PAYLOAD_BYTES - 1]);

        pair.send(new byte[] {0x1f, (byte) 0xfd, 7, 0});
        assertMalformed("a frame of 8189 bytes, expected at most 8188");
        assertMalformed("a frame of 8189 bytes, expected at most 8188");
    }

    @Test
    void shouldRefuseTheGreatestLength() throws IOException {
        pair.send(new byte[] {-1, -1, 7, 0});
        assertMalformed("a frame of 65535 bytes, expected at most 8188");
    }

    @Test
    void shouldRefuseAFourthByteThatIsNotZero() throws IOException {
        pair.send(new byte[] {0, 0, 7, -2});
        assertMalformed("a frame whose fourth byte is 254, expected 0");
    }

    private void assertMalformed(String message) {
        assertEquals(
                message,
                assertThrows(MalformedFrameException.class, channel::await).getMessage());
    }

    @Test
    void shouldTellTypesAsUnsigned() throws IOException {
        pair.send(frame(255));
        assertTrue(channel.await());
        assertEquals(255, channel.type());
    }

    @Test
    void shouldCarryFramesOfAllSizesThroughTheSmallestBuffer() throws Exception {
        Random random = Seeded.random(FrameChannelTest.class);
        long seed = random.nextLong();
        FutureTask<Void> writer = inThread(() -> {
            Random sizes = new Random(seed);
            try (FrameChannel out = new FrameChannel(pair.peer(), watchdog, 0, SMALLEST, 3 * SMALLEST)) {
                for (int i = 0; i < 3_000; i++) {
                    put(out, i, randomPayload(sizes));
                    if (random.nextInt(5) == 0) {
                        out.flush();
                    }
                }
                out.flush();
            }
            return null;
        });
        Random sizes = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            assertTrue(channel.await());
            assertEquals(i & 0xff, channel.type());
            assertArrayEquals(randomPayload(sizes), payload());
        }
        assertFalse(channel.await());
        writer.get();
    }

    private static byte[] randomPayload(Random random) {
        boolean small = random.nextInt(3) == 0;
        byte[] payload = new byte[random.nextInt(small ? 20 : FrameDescriptor.MAX_PAYLOAD_BYTES + 1)];
        random.nextBytes(payload);
        return payload;
    }

    @Test
    void shouldKeepPayloadsUntilTheNextFill() throws IOException {
        pair.send(THREE_FRAMES);
        assertTrue(channel.fill());
        assertTrue(channel.next() && channel.next());
        ByteBuffer second = channel.payload().duplicate();
        assertTrue(channel.next());
        assertEquals(10, second.get());
    }

    @Test
    void shouldSendNothingBeforeTheFlush() throws IOException {
        put(channel, 1, new byte[0]);
        pair.peer().configureBlocking(false);
        assertEquals(0, pair.peer().read(ByteBuffer.allocate(1)));
        channel.flush();
        pair.peer().configureBlocking(true);
        assertEquals(1, pair.peer().read(ByteBuffer.allocate(1)));
    }

    @Test
    void shouldSendWhatGatheredWhenThereIsNoRoomForOneMoreFrame() throws IOException {
        put(channel, 1, new byte[0]);
        assertEquals(SMALLEST, channel.output().remaining());
        ByteBuffer received = ByteBuffer.allocate(10);
        pair.peer().read(received);
        assertEquals(4, received.position());
    }

    @Test
    void shouldEndAReadThatWaitsWhenItsInputIsEnded() throws Exception {
        FutureTask<Boolean> reader = inThread(channel::await);
        channel.endInput();
        assertFalse(reader.get());
        channel.close();
        channel.endInput();
    }

    @Test
    void shouldGiveUpOnSilence() throws Exception {
        channel = channel(1_000);
        FutureTask<Boolean> reader = inThread(channel::await);
        tickUntilDone(reader, 1_500);
        assertTimeout("no byte within 1000 ms", reader);
    }

    @Test
    void shouldGiveUpOnAFrameThatIsNotFinished() throws Exception {
        pair.send(Arrays.copyOf(THREE_FRAMES, 6));
        assertTrue(channel.await());
        FutureTask<Boolean> reader = inThread(channel::await);
        tickUntilDone(reader, FrameChannel.FRAME_MS + 500);
        assertTimeout(TOO_SLOW, reader);
    }

    @Test
    void shouldNotGiveUpBeforeTheDeadline() throws Exception {
        channel = channel(60_000);
        pair.send(Arrays.copyOf(THREE_FRAMES, 6));
        assertTrue(channel.await());
        FutureTask<Boolean> reader = inThread(channel::await);
        tickFor50Millis(FrameChannel.FRAME_MS - 1_000);
        pair.send(Arrays.copyOfRange(THREE_FRAMES, 6, THREE_FRAMES.length));
        assertTrue(reader.get());
        assertTrue(channel.await());
        reader = inThread(channel::await);
        tickFor50Millis(59_000);
        pair.send(frame(4));
        assertTrue(reader.get());
    }

    /** A byte now and then is no progress: a slot must not be held for ever. */
    @Test
    void shouldGiveUpOnAFrameThatTrickles() throws IOException {
        pair.send((byte) 31);
        assertTrue(channel.fill());
        long begun = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            pair.send((byte) i);
            assertTrue(channel.fill());
        }
        watchdog.tick(begun + MILLISECONDS.toNanos(FrameChannel.FRAME_MS + 1_000));
        pair.send((byte) 0);
        SocketTimeoutException e = assertThrows(SocketTimeoutException.class, channel::await);
        assertEquals(TOO_SLOW, e.getMessage());
    }

    @Test
    void shouldHoldNoDeadlineAgainstThePeerWhileNobodyReads() throws IOException {
        channel = channel(1_000);
        pair.send(Arrays.copyOf(THREE_FRAMES, 6));
        assertTrue(channel.await());
        watchdog.tick(System.nanoTime() + HOURS.toNanos(1));
        pair.send(Arrays.copyOfRange(THREE_FRAMES, 6, THREE_FRAMES.length));
        assertTrue(channel.await());
        assertTrue(channel.await());
        watchdog.tick(System.nanoTime() + HOURS.toNanos(1));
        pair.send(frame(4));
        assertTrue(channel.await());
        assertEquals(4, channel.type());
    }

    @Test
    void shouldWaitForEverForAPatientReader() throws Exception {
        FutureTask<Boolean> reader = inThread(channel::await);
        tickFor50Millis(HOURS.toMillis(100));
        pair.send(frame(9));
        assertTrue(reader.get());
    }

    @Test
    void shouldGiveUpOnAPeerThatDoesNotRead() throws Exception {
        FutureTask<Void> writer = inThread(this::writeForEver);
        tickFor50Millis(FrameChannel.WRITE_MS - 1_000);
        assertFalse(writer.isDone());
        tickUntilDone(writer, FrameChannel.WRITE_MS + 500);
        assertTimeout("no write within 10000 ms", writer);
    }

    @Test
    void shouldTellTheReaderToWhenThePeerDoesNotRead() throws Exception {
        FutureTask<Boolean> reader = inThread(channel::await);
        FutureTask<Void> writer = inThread(this::writeForEver);
        tickUntilDone(writer, FrameChannel.WRITE_MS + 500);
        ExecutionException e = assertThrows(ExecutionException.class, reader::get);
        assertEquals(
                SocketTimeoutException.class,
                e.getCause().getClass(),
                () -> e.getCause().toString());
    }

    @Test
    void shouldNotCallItATimeoutWhenTheChannelIsClosed() throws IOException {
        channel.close();
        assertThrows(ClosedChannelException.class, channel::await);
        put(channel, 1, new byte[0]);
        assertThrows(ClosedChannelException.class, channel::flush);
    }

    private Void writeForEver() throws IOException {
        while (true) {
            put(channel, 1, new byte[FrameDescriptor.MAX_PAYLOAD_BYTES]);
            channel.flush();
        }
    }

    /** Lets the watchdog believe that so much time has passed, again and again until the task gives up. */
    private void tickUntilDone(FutureTask<?> task, long millisAhead) {
        long patience = System.nanoTime() + SECONDS.toNanos(60);
        while (!task.isDone()) {
            assertTrue(System.nanoTime() < patience, "it does not give up");
            watchdog.tick(System.nanoTime() + MILLISECONDS.toNanos(millisAhead));
            Thread.onSpinWait();
        }
    }

    private void tickFor50Millis(long millisAhead) {
        long end = System.nanoTime() + MILLISECONDS.toNanos(50);
        while (System.nanoTime() < end) {
            watchdog.tick(System.nanoTime() + MILLISECONDS.toNanos(millisAhead));
            Thread.onSpinWait();
        }
    }

    private static void assertTimeout(String message, FutureTask<?> task) {
        Throwable cause = assertThrows(ExecutionException.class, task::get).getCause();
        assertEquals(SocketTimeoutException.class, cause.getClass(), cause::toString);
        assertEquals(message, cause.getMessage());
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private byte[] payload() {
        byte[] bytes = new byte[channel.payload().remaining()];
        channel.payload().duplicate().get(bytes);
        return bytes;
    }

    private static void put(FrameChannel out, int type, byte[] payload) throws IOException {
        out.output()
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) 0)
                .put(payload);
    }

    private static byte[] frame(int type, int... payload) {
        byte[] frame = new byte[FrameDescriptor.HEADER_BYTES + payload.length];
        frame[1] = (byte) payload.length;
        frame[2] = (byte) type;
        for (int i = 0; i < payload.length; i++) {
            frame[FrameDescriptor.HEADER_BYTES + i] = (byte) payload[i];
        }
        return frame;
    }

    private static byte[] frames(byte[]... frames) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(frames).mapToInt(f -> f.length).sum());
        for (byte[] frame : frames) {
            all.put(frame);
        }
        return all.array();
    }
}

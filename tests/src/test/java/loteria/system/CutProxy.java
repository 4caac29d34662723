package loteria.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import loteria.wire.FrameDescriptor;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;
import loteria.wire.MessageCodec;

/**
 * A TCP proxy between agencies and the central that passes frame by frame and notes in {@link Promises} what they say.
 * It does what networks do: cuts a connection in the middle of a frame, holds answers back, says bets twice. Of TLS its
 * frames are the records, of which it understands nothing and notes nothing.
 */
final class CutProxy implements AutoCloseable {
    /** Frames that are said once more. */
    private static final int REPEATED = 4;

    private static final int CONNECT_MS = 5_000;

    /** RFC 8446, 5.1: u8 type, u16 version, u16 length. */
    private static final int RECORD_HEADER_BYTES = 5;

    private static final int RECORD_LENGTH_OFFSET = 3;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int centralPort;
    private final Promises promises;
    private final boolean tls;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong repeatedBets = new AtomicLong();
    private boolean holding;

    CutProxy(int centralPort, Promises promises) throws IOException {
        this(centralPort, promises, false);
    }

    CutProxy(int centralPort, Promises promises, boolean tls) throws IOException {
        this.centralPort = centralPort;
        this.promises = promises;
        this.tls = tls;
        start(this::accept, "proxy");
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits for a connection, but not longer; returns those that live, the oldest first. */
    synchronized List<Link> awaitLinks(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (links.isEmpty() && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        List<Link> living = new ArrayList<>(links);
        living.sort(Comparator.comparingLong(link -> link.number));
        return living;
    }

    /** Bets that the central was told once more. */
    long repeatedBets() {
        return repeatedBets.get();
    }

    /** Keeps from now on what the central says from the agencies, but notes it. */
    synchronized void holdAnswers() {
        holding = true;
    }

    /** Lets the held answers go. */
    synchronized void releaseAnswers() {
        holding = false;
        notifyAll();
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (holding) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket agency = listener.accept();
                start(() -> link(agency), "link");
            }
        } catch (IOException ignored) {
            // Closed.
        }
    }

    private synchronized void begin(Link link) {
        links.add(link);
        notifyAll();
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void link(Socket agency) {
        Socket central = new Socket();
        try (agency;
                central) {
            agency.setTcpNoDelay(true);
            central.setTcpNoDelay(true);
            central.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), centralPort), CONNECT_MS);
            new Link(agency, central).run();
        } catch (IOException ignored) {
            // The central is not there, which the end of its connection tells the agency.
        }
    }

    /** Takes no more connections and cuts those that live. */
    @Override
    public void close() throws IOException {
        listener.close();
        releaseAnswers();
        for (Link link : links) {
            link.cut();
        }
    }

    /** One agency's connection. */
    final class Link {
        private final long number = numbers.incrementAndGet();
        private final Socket agency;
        private final Socket central;
        private final Deque<byte[]> lastBatches = new ArrayDeque<>();
        private final List<String> winners = new ArrayList<>();
        private volatile int id;
        private volatile double cutUpAt = -1;
        private volatile double cutDownAt = -1;
        private volatile boolean repeat;
        private volatile boolean stall;
        private final CountDownLatch answered = new CountDownLatch(1);

        private Link(Socket agency, Socket central) {
            this.agency = agency;
            this.central = central;
        }

        /** Cuts now. */
        void cut() throws IOException {
            central.close();
            agency.close();
        }

        /** Cuts the next frame to the central after that fraction of it. */
        void cutUp(double fraction) {
            cutUpAt = fraction;
        }

        /** Cuts the next frame to the agency after that fraction of it. */
        void cutDown(double fraction) {
            cutDownAt = fraction;
        }

        /** Passes half of the next frame to the central, and nothing any more until the central gives up. */
        void stall() {
            stall = true;
        }

        /** Says the last batches once more after the next one. */
        void repeat() {
            repeat = true;
        }

        private void run() throws IOException {
            begin(this);
            Thread down = new Thread(this::down, "link-down");
            down.setDaemon(true);
            down.start();
            try {
                up();
                down.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a link", e);
            } finally {
                links.remove(this);
            }
        }

        private void up() throws IOException, InterruptedException {
            try {
                InputStream input = agency.getInputStream();
                byte[] frame = read(input);
                while (frame.length > 0) {
                    Message message = decoded(frame);
                    if (message instanceof Message.Hello hello) {
                        id = hello.agency();
                    }
                    promises.said(id, message);
                    if (stall) {
                        central.getOutputStream().write(frame, 0, frame.length / 2);
                        answered.await();
                        return;
                    }
                    pass(frame, central.getOutputStream(), cutUpAt);
                    if (tls || message instanceof Message.Batch) {
                        remember(frame);
                    }
                    frame = read(input);
                }
                central.shutdownOutput();
            } catch (MalformedFrameException e) {
                promises.malformed("agency " + id, e);
                cut();
            } catch (IOException e) {
                cut();
            }
        }

        private void remember(byte[] frame) throws IOException {
            lastBatches.add(frame);
            if (lastBatches.size() > REPEATED) {
                lastBatches.remove();
            }
            if (repeat) {
                repeat = false;
                for (byte[] batch : lastBatches) {
                    pass(batch, central.getOutputStream(), cutUpAt);
                    repeatedBets.addAndGet(tls ? 0 : ((Message.Batch) decoded(batch)).count());
                }
            }
        }

        private void down() {
            try {
                passAnswers();
            } catch (IOException e) {
                links.remove(this);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a link", e);
            } finally {
                answered.countDown();
            }
        }

        private void passAnswers() throws IOException, InterruptedException {
            try {
                InputStream input = central.getInputStream();
                byte[] frame = read(input);
                while (frame.length > 0) {
                    note(decoded(frame));
                    awaitRelease();
                    pass(frame, agency.getOutputStream(), cutDownAt);
                    frame = read(input);
                }
                agency.shutdownOutput();
            } catch (MalformedFrameException e) {
                promises.malformed("the central, to agency " + id, e);
                cut();
            } catch (IOException e) {
                cut();
            }
        }

        private void note(Message message) {
            if (message instanceof Message.Winners part) {
                winners.addAll(part.documents());
                if (part.last()) {
                    promises.named(id, List.copyOf(winners));
                    winners.clear();
                }
            } else if (message != null) {
                promises.answered(id, message);
            }
        }

        /** Writes a frame, or only the part before a cut. */
        private void pass(byte[] frame, OutputStream output, double cutAt) throws IOException {
            if (cutAt >= 0) {
                output.write(frame, 0, (int) (cutAt * frame.length));
                throw new IOException("cut");
            }
            output.write(frame);
        }
    }

    /** Reads a frame, or what there is of it at the end of the stream. */
    private byte[] read(InputStream input) throws IOException {
        int headerBytes = tls ? RECORD_HEADER_BYTES : FrameDescriptor.HEADER_BYTES;
        byte[] header = input.readNBytes(headerBytes);
        if (header.length < headerBytes) {
            return header;
        }
        int at = tls ? RECORD_LENGTH_OFFSET : FrameDescriptor.LENGTH_OFFSET;
        int length = (header[at] & 0xff) << 8 | header[at + 1] & 0xff;
        byte[] payload = input.readNBytes(length);
        byte[] frame = Arrays.copyOf(header, header.length + payload.length);
        System.arraycopy(payload, 0, frame, header.length, payload.length);
        return frame;
    }

    /** What a frame says; null if it is torn, or nobody's to understand. */
    private Message decoded(byte[] frame) throws MalformedFrameException {
        if (tls) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        if (frame.length < FrameDescriptor.HEADER_BYTES
                || frame.length < FrameDescriptor.HEADER_BYTES + (bytes.getShort(0) & 0xffff)) {
            return null;
        }
        bytes.position(FrameDescriptor.HEADER_BYTES);
        return MessageCodec.decode(bytes.get(FrameDescriptor.TYPE_OFFSET) & 0xff, bytes);
    }
}

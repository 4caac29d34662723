package loteria.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import loteria.wire.FrameChannel;
import loteria.wire.FrameDescriptor;
import loteria.wire.Message;
import loteria.wire.MessageChannel;
import loteria.wire.Watchdog;

/** An agency without a process of its own: what it says is the protocol. For one thread. */
final class Client implements Closeable {
    private final int agency;
    private final MessageChannel channel;

    /** Connects, and says who it is. */
    Client(int port, int agency) throws IOException, BenchException {
        this.agency = agency;
        SocketChannel socket = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // The watchdog is never asked: a run as a whole is bounded by whoever runs it.
        channel = new MessageChannel(new FrameChannel(socket, new Watchdog(), FrameChannel.PATIENT, 0, 0));
        channel.send(new Message.Hello(FrameDescriptor.VERSION, agency));
        read(Message.Welcome.class);
    }

    int agency() {
        return agency;
    }

    void send(Message message) throws IOException {
        channel.send(message);
    }

    /** Sells a bet; returns the nanoseconds until it is acknowledged. */
    long sell(Message.Bet bet) throws IOException, BenchException {
        long begin = System.nanoTime();
        channel.send(bet);
        long through = read(Message.Ack.class).through();
        long nanos = System.nanoTime() - begin;
        if (through != bet.position()) {
            throw new BenchException("agency " + agency + ": acknowledged " + through + ", sent " + bet.position());
        }
        return nanos;
    }

    /** Waits for the answer, past all signs of life. */
    <T extends Message> T read(Class<T> expected) throws IOException, BenchException {
        Message message = channel.read();
        while (message instanceof Message.NotDrawn) {
            message = channel.read();
        }
        if (!expected.isInstance(message)) {
            throw new BenchException(
                    "agency " + agency + ": expected " + expected.getSimpleName() + ", received " + message);
        }
        return expected.cast(message);
    }

    /** Waits until all bets up to a position are acknowledged. */
    void awaitAcknowledged(long position) throws IOException, BenchException {
        long through = 0;
        while (through < position) {
            through = read(Message.Ack.class).through();
        }
    }

    /** Waits for all winners; returns how many they are. */
    int awaitWinners() throws IOException, BenchException {
        Message.Winners winners = read(Message.Winners.class);
        int count = winners.documents().size();
        while (!winners.last()) {
            winners = read(Message.Winners.class);
            count += winners.documents().size();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

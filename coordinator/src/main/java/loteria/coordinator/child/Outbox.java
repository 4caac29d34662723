package loteria.coordinator.child;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;

/**
 * What a worker is told, in order, in a thread of its own, which may wait for the worker: whoever tells it something
 * does not. Safe for all threads.
 */
final class Outbox implements Runnable {
    /** More than all agencies of a worker can cause at once: a full outbox is a worker that takes nothing. */
    private static final int MOST_LETTERS = 4_096;

    /** Something to be done in turn with what is told. */
    interface Errand {
        /** @throws IOException if the worker can be told nothing more */
        void run(ControlChannel channel) throws IOException, InterruptedException;
    }

    private final BlockingQueue<Errand> errands = new ArrayBlockingQueue<>(MOST_LETTERS);
    private final ControlChannel channel;

    /** @param channel which whoever reads from it closes */
    Outbox(ControlChannel channel) {
        this.channel = channel;
    }

    /** Tells the worker something; false if the outbox is full. */
    boolean tell(ControlMessage message) {
        return add(new Telling(message));
    }

    /** Has something done after all that was told before; false if the outbox is full. */
    boolean add(Errand errand) {
        return errands.offer(errand);
    }

    @Override
    public void run() {
        try {
            while (true) {
                errands.take().run(channel);
            }
        } catch (IOException e) {
            // The worker is dying, which its exit will tell.
        } catch (InterruptedException e) {
            // It has exited.
        }
    }

    private record Telling(ControlMessage message) implements Errand {
        @Override
        public void run(ControlChannel channel) throws IOException {
            channel.send(message);
        }
    }
}

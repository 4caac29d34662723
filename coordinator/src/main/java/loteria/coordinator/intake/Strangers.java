package loteria.coordinator.intake;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections that have not said yet who they are. There is always room for another: when there are too many, the
 * one that has been silent longest is closed. Safe for all threads.
 */
final class Strangers {
    /** Each lasts a few seconds at most; more at once are a flood. */
    static final int MOST = 512;

    private final Set<SocketChannel> oldestFirst = new LinkedHashSet<>();

    /** Lets another stranger in. */
    void enter(SocketChannel stranger) throws IOException {
        SocketChannel oldest = add(stranger);
        if (oldest != null) {
            oldest.close();
        }
    }

    private synchronized SocketChannel add(SocketChannel stranger) {
        SocketChannel oldest = null;
        if (oldestFirst.size() >= MOST) {
            Iterator<SocketChannel> all = oldestFirst.iterator();
            oldest = all.next();
            all.remove();
        }
        oldestFirst.add(stranger);
        return oldest;
    }

    /** It is known who it is, or it is over. */
    synchronized void leave(SocketChannel one) {
        oldestFirst.remove(one);
    }
}

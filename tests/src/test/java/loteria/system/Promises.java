package loteria.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import loteria.wire.AgencyState;
import loteria.wire.MalformedFrameException;
import loteria.wire.Message;

/**
 * What agencies have sent and what the central has promised them, as it passed by on the wire; every promise is held
 * against the ones before it at once. Safe for all threads.
 */
final class Promises {
    private final Map<Integer, Long> sent = new HashMap<>();
    private final Map<Integer, Long> promised = new HashMap<>();
    private final Map<Integer, List<String>> winners = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private long acknowledgements;
    private long sessions;
    private long resumes;

    /** An agency says something that the central may hear from now on. */
    synchronized void said(int agency, Message message) {
        if (message instanceof Message.Batch batch) {
            sent.merge(agency, batch.position() + batch.count() - 1, Math::max);
        }
    }

    /** The central has said something to an agency, whether or not the agency will hear it. */
    synchronized void answered(int agency, Message message) {
        if (message instanceof Message.Welcome welcome) {
            sessions++;
            if (welcome.stored() > 0 && welcome.state() == AgencyState.SELLING) {
                resumes++;
            }
            if (welcome.stored() < promised(agency)) {
                broken.add("agency " + agency + ": " + promised(agency) + " bets promised, then WELCOME to "
                        + welcome.stored());
            }
            promise(agency, welcome.stored());
        } else if (message instanceof Message.Ack ack) {
            acknowledgements++;
            promise(agency, ack.through());
        } else if (message instanceof Message.Closed closed) {
            promise(agency, closed.total());
        }
        notifyAll();
    }

    private void promise(int agency, long through) {
        promised.merge(agency, through, Math::max);
        if (through > sent(agency)) {
            broken.add("agency " + agency + ": " + through + " bets promised, " + sent(agency) + " sent");
        }
    }

    /** Somebody has said what is no message, which would hide behind the cut connection that follows. */
    synchronized void malformed(String who, MalformedFrameException reason) {
        broken.add(who + ": " + reason.getMessage());
    }

    /** The central has answered who won, whole. */
    synchronized void named(int agency, List<String> documents) {
        List<String> before = winners.put(agency, documents);
        if (before != null && !before.equals(documents)) {
            broken.add("agency " + agency + ": winners " + before + ", then " + documents);
        }
        notifyAll();
    }

    synchronized long sent(int agency) {
        return sent.getOrDefault(agency, 0L);
    }

    /** The position up to which an agency's bets are on disk, says the central. */
    synchronized long promised(int agency) {
        return promised.getOrDefault(agency, 0L);
    }

    /** The bets of all agencies that are on disk, says the central. */
    synchronized long promised() {
        return promised.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The winners that an agency was told; null if it was told none. */
    synchronized List<String> winners(int agency) {
        return winners.get(agency);
    }

    /** The promises that were broken already. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    /** Sessions that the central has welcomed. */
    synchronized long sessions() {
        return sessions;
    }

    /** Sessions that went on in the middle. */
    synchronized long resumes() {
        return resumes;
    }

    /** Waits until an agency's bets up to a position are promised. */
    void awaitPromised(int agency, long through) throws InterruptedException {
        await(() -> promised(agency), through);
    }

    /** Waits until so many bets of all agencies together are promised. */
    void awaitPromised(long bets) throws InterruptedException {
        await(this::promised, bets);
    }

    private synchronized void await(LongSupplier promised, long expected) throws InterruptedException {
        long deadline = System.nanoTime() + JvmProcess.PATIENCE.toNanos();
        while (promised.getAsLong() < expected) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("expected " + expected + " bets promised, found " + promised.getAsLong());
            }
            wait(left);
        }
    }

    /** Waits for that many more acknowledgements, but not longer than that. */
    synchronized void awaitMore(long more, long millis) throws InterruptedException {
        long enough = acknowledgements + more;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (acknowledgements < enough && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }
}

package loteria.store.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A partition under an adversary, as Kafka gives it: an append is atomic and lasting, but may come late, in another
 * order, twice, and its answer may get lost.
 */
final class SimulatedPartition implements LogPartition {
    private final List<byte[]> log = new ArrayList<>();
    private final List<byte[]> late = new ArrayList<>();
    private final Random random;
    private boolean silent;
    private boolean twice;

    /** @param random of the adversary; null: everything is answered at once */
    SimulatedPartition(Random random) {
        this.random = random;
    }

    @Override
    public String name() {
        return "draw.bets-0";
    }

    @Override
    public long append(LogRecord record) throws UnansweredException {
        byte[] bytes = LogCodec.encode(record);
        if (silent) {
            late.add(bytes);
            throw new UnansweredException("no answer", null);
        }
        if (random == null) {
            log.add(bytes);
            if (twice) {
                log.add(bytes);
            }
            return log.size() - 1;
        }
        arrive();
        int fate = random.nextInt(10);
        if (fate < 8) {
            log.add(bytes);
        }
        if (fate == 0) {
            // The client says it again and hears of that one only.
            log.add(bytes);
        }
        long offset = log.size() - 1;
        if (fate == 8 || random.nextInt(8) == 0) {
            late.add(bytes);
        }
        arrive();
        if (fate < 6) {
            return offset;
        }
        throw new UnansweredException("no answer", null);
    }

    /** Some of what is late comes now, in any order; some of it comes again. */
    private void arrive() {
        while (!late.isEmpty() && random.nextInt(3) == 0) {
            int one = random.nextInt(late.size());
            log.add(late.get(one));
            if (random.nextInt(4) > 0) {
                late.remove(one);
            }
        }
    }

    /** From now on, or no longer, appends are not answered; they come late. */
    void setSilent(boolean now) {
        silent = now;
        if (!now) {
            log.addAll(late);
            late.clear();
        }
    }

    /** From now on each append is there twice, and its second is answered. */
    void answerTheSecond() {
        twice = true;
    }

    /** Somebody else's record. */
    void addForeign(byte[] bytes) {
        log.add(bytes);
    }

    /** The last records are lost, as after an unclean election. */
    void lose(int records) {
        log.subList(log.size() - records, log.size()).clear();
    }

    @Override
    public void read(long from, long to, Reader reader) throws IOException {
        for (long offset = from; offset < to; offset++) {
            reader.take(offset, LogCodec.decode(log.get((int) offset)));
        }
    }

    @Override
    public long end() {
        return log.size();
    }
}

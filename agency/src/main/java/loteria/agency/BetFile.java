package loteria.agency;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import loteria.bet.Bet;
import loteria.bet.BetRecord;
import loteria.bet.InvalidBetException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/**
 * The valid bets of a file, in their order. A line that is canonical as it stands is taken as bytes; any other goes the
 * long way through {@link Bet}, and is left out if that does not make it valid either.
 *
 * <p>The file stays open for the run and is read from the start once a session, in big chunks and little memory.
 */
final class BetFile implements Resource {
    /** Longer lines are no bets, and are skipped without being held. */
    static final int MAX_LINE_BYTES = 4096;

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String path;
    private final RandomAccessFile file;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final Discards discards = new Discards();

    /** From {@code at} to {@code whole}, the chunk holds whole lines; from there to {@code end}, the start of one. */
    private int at;

    private int whole;
    private int end;

    /** The chunk's place in the file, or -1 if nothing was read since the last rewind. */
    private long offset = -1;

    private boolean ended;
    private boolean tooLong;
    private long line;

    private byte[] bytes;
    private int from;
    private int to;

    private BetFile(String path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file that is empty or has a valid bet.
     *
     * @throws FailedException if it cannot be read, or has lines and none of them is a bet
     */
    static BetFile open(String path) throws FailedException {
        File named = new File(path);
        if (named.exists() && !named.isFile()) {
            // A pipe would keep its opener waiting, and could not be read again after a lost connection.
            throw failed(path, named.isDirectory() ? "is a directory" : "is no regular file");
        }
        BetFile bets;
        try {
            bets = new BetFile(path, new RandomAccessFile(named, "r"));
        } catch (IOException e) {
            throw failed(path, Reason.of(e));
        }
        if (!bets.next() && bets.line > 0) {
            throw failed(path, "no valid bet" + (bets.discards.count() > 0 ? ", " + bets.discards.first() : ""));
        }
        return bets;
    }

    private static FailedException failed(String path, String error) {
        return new FailedException(ExitCode.USAGE, "read_bets", "file", path, "error", error);
    }

    /** Goes back to before the first bet. */
    void rewind() throws FailedException {
        discards.clear();
        line = 0;
        if (offset == 0) {
            at = afterMark();
        } else if (offset > 0) {
            offset = -1;
            at = whole = end = 0;
            ended = tooLong = false;
            seekStart();
        }
    }

    private void seekStart() throws FailedException {
        try {
            file.seek(0);
        } catch (IOException e) {
            throw failed(path, Reason.of(e));
        }
    }

    /**
     * Goes on to the next valid bet.
     *
     * @return false at the end of the file
     */
    boolean next() throws FailedException {
        while (true) {
            while (at < whole) {
                line++;
                if (takeLine()) {
                    return true;
                }
            }
            if (!fill()) {
                return false;
            }
        }
    }

    /** Where the canonical record lies, without a line end, until the next call of {@link #next}. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** What was left out since the start of the file. */
    Discards discards() {
        return discards;
    }

    long length() throws FailedException {
        try {
            return file.length();
        } catch (IOException e) {
            throw failed(path, Reason.of(e));
        }
    }

    /** Bytes of the file up to here. */
    long offset() {
        return offset + at;
    }

    private boolean takeLine() {
        int past = BetRecord.scan(chunk, at, whole);
        int next = past < 0 ? past : afterLineEnd(past);
        if (next < 0) {
            return takeOddLine();
        }
        bytes = chunk;
        from = at;
        to = past;
        at = next;
        return true;
    }

    /** The start of the line after one that ends at {@code past}; -1 if no line ends there. */
    private int afterLineEnd(int past) {
        int next = past < whole && chunk[past] == '\r' ? past + 1 : past;
        if (next == whole) {
            return next;
        }
        return chunk[next] == '\n' ? next + 1 : -1;
    }

    private boolean takeOddLine() {
        int start = at;
        int lineFeed = lineFeed(start, whole);
        at = Math.min(lineFeed + 1, whole);
        int past = lineFeed > start && chunk[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        if (past == start) {
            return false;
        }
        if (past - start > MAX_LINE_BYTES) {
            discardTooLong();
            return false;
        }
        try {
            bytes = Bet.parse(chunk, start, past).toRecord();
            from = 0;
            to = bytes.length;
            return true;
        } catch (InvalidBetException e) {
            discards.add(line, e.getMessage());
            return false;
        }
    }

    private void discardTooLong() {
        discards.add(line, "expected at most " + MAX_LINE_BYTES + " bytes");
    }

    /** Reads on; false if the file has no more. */
    private boolean fill() throws FailedException {
        if (ended) {
            return false;
        }
        int held = end - at;
        System.arraycopy(chunk, at, chunk, 0, held);
        boolean first = offset < 0;
        offset = first ? 0 : offset + at;
        at = 0;
        end = held + Math.max(0, read(held));
        if (first) {
            at = afterMark();
        }
        if (tooLong) {
            skipTooLong();
        }
        whole = ended ? end : lastLineFeed(at, end) + 1;
        if (whole <= at && end - at > MAX_LINE_BYTES + 1) {
            line++;
            discardTooLong();
            tooLong = true;
            at = end;
        }
        whole = Math.max(whole, at);
        return true;
    }

    private int read(int held) throws FailedException {
        try {
            int count = file.read(chunk, held, chunk.length - held);
            ended = count < 0;
            return count;
        } catch (IOException e) {
            throw failed(path, Reason.of(e));
        }
    }

    /** Drops what is there of a line that was given up, up to its end if that has come. */
    private void skipTooLong() {
        int lineFeed = lineFeed(at, end);
        tooLong = lineFeed == end;
        at = Math.min(lineFeed + 1, end);
    }

    private int afterMark() {
        int length = BYTE_ORDER_MARK.length;
        boolean marked = end >= length
                && chunk[0] == BYTE_ORDER_MARK[0]
                && chunk[1] == BYTE_ORDER_MARK[1]
                && chunk[2] == BYTE_ORDER_MARK[2];
        return marked ? length : 0;
    }

    private int lineFeed(int start, int limit) {
        int i = start;
        while (i < limit && chunk[i] != '\n') {
            i++;
        }
        return i;
    }

    private int lastLineFeed(int start, int limit) {
        int i = limit - 1;
        while (i >= start && chunk[i] != '\n') {
            i--;
        }
        return i;
    }

    @Override
    public void close() {
        try {
            file.close();
            ActionLog.success("close", "resource", "bets");
        } catch (IOException e) {
            ActionLog.fail("close", "resource", "bets", "error", Reason.of(e));
        }
    }
}

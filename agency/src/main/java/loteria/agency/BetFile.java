package loteria.agency;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.InvalidPathException;
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
 * <p>The file stays open for the run and is read from the start once a session, in big chunks and little memory. It has
 * to stay as it was when it was opened: each chunk is used only after a look whether it has, so that no bet is half of
 * one line and half of another.
 */
final class BetFile implements Resource {
    /** Longer lines are no bets, and are skipped without being held. */
    static final int MAX_LINE_BYTES = 4096;

    /** A file without a last line end is whole if nobody has written to it for so long. */
    static final long SETTLED_MS = 2_000;

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String path;
    private final RandomAccessFile file;
    private final FileStamp stamp;
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

    private BetFile(String path, RandomAccessFile file, FileStamp stamp) {
        this.path = path;
        this.file = file;
        this.stamp = stamp;
    }

    /**
     * Opens a file that is empty or has a valid bet.
     *
     * @throws FailedException if it cannot be read, or has lines and none of them is a bet
     */
    static BetFile open(String path) throws FailedException {
        BetFile bets;
        try {
            File named = new File(path);
            FileStamp stamp = FileStamp.of(named.toPath());
            if (stamp == null) {
                throw failed(path, named.isDirectory() ? "is a directory" : "is no regular file");
            }
            bets = new BetFile(path, new RandomAccessFile(named, "r"), stamp);
        } catch (InvalidPathException e) {
            throw failed(path, "expected a file's name (is LC_ALL=C.UTF-8 set?)");
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

    /**
     * Reads the file through, before anything of it is sold: with other lines left out, the bets that are left would
     * have other positions.
     *
     * @throws FailedException if more of its lines are no bets than may be
     */
    void requireValid(InvalidLimit limit) throws FailedException {
        rewind();
        long valid = 0;
        while (next()) {
            valid++;
        }
        long invalid = discards.count();
        long lines = valid + invalid;
        if (!limit.allows(invalid, lines)) {
            throw failed(
                    path,
                    invalid + " of " + lines + " lines are no bets, expected at most " + limit
                            + " (--max-invalid); nothing is sold; " + discards.first());
        }
    }

    /** Looks whether the file is what it was when it was opened, however often it was read since. */
    void requireUnchanged() throws FailedException {
        String change;
        try {
            change = stamp.change();
        } catch (IOException e) {
            throw failed(path, Reason.of(e));
        }
        if (change != null) {
            throw failed(
                    path,
                    "the file changed while it was sold: " + change
                            + "; the sales stay open: start again when it is whole");
        }
    }

    /**
     * The file ends without a line end, or is empty: a copy that goes on looks like that. If it was written to just
     * now, waits until that is a while ago.
     */
    private void awaitSettled() throws FailedException {
        long age = System.currentTimeMillis() - stamp.modifiedMillis();
        if (age >= 0 && age < SETTLED_MS) {
            Pause.millis(SETTLED_MS - age);
        }
        requireUnchanged();
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

    /** Bytes of the file. */
    long length() {
        return stamp.length();
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
            discardTooLong(start, past);
            return false;
        }
        try {
            bytes = Bet.parse(chunk, start, past).toRecord();
            from = 0;
            to = bytes.length;
            return true;
        } catch (InvalidBetException e) {
            discards.add(line, e.getMessage(), chunk, start, past);
            return false;
        }
    }

    private void discardTooLong(int start, int past) {
        discards.add(line, "expected at most " + MAX_LINE_BYTES + " bytes", chunk, start, past);
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
        if (ended && (end > 0 || first)) {
            awaitSettled();
        } else {
            requireUnchanged();
        }
        if (first) {
            at = afterMark();
        }
        if (tooLong) {
            skipTooLong();
        }
        whole = ended ? end : lastLineFeed(at, end) + 1;
        if (whole <= at && end - at > MAX_LINE_BYTES + 1) {
            line++;
            discardTooLong(at, end);
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

package loteria.agency;

import java.io.File;
import java.io.IOException;
import java.text.DecimalFormat;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far the sale is, with rate and time left: a bar for a person at a terminal, and nothing where nobody sits. */
final class Progress implements Resource {
    private static final int WIDTH = 100;
    private static final int UPDATE_MS = 200;

    private final BetFile bets;
    private final long fileBytes;
    private volatile ProgressBar bar;

    private Progress(BetFile bets, long fileBytes) {
        this.bets = bets;
        this.fileBytes = fileBytes;
    }

    static Progress of(BetFile bets) {
        Progress progress = new Progress(bets, bets.length());
        if (isWatched()) {
            progress.show();
        }
        return progress;
    }

    /** Whether standard error is a terminal. {@code System.console()} says yes to a pipe from JDK 22 on. */
    private static boolean isWatched() {
        try {
            String target = new File("/proc/self/fd/2").getCanonicalPath();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    private void show() {
        bar = new ProgressBarBuilder()
                .setTaskName("bets")
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" bets", 1)
                .showSpeed(new DecimalFormat("0"))
                .setUpdateIntervalMillis(UPDATE_MS)
                // A width of its own: the library would start programs to learn the terminal's.
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .build();
    }

    /** So many bets are on their way. How many there will be is told by how much of the file they took. */
    void at(long total) {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.maxHint(Math.max(total, (long) ((double) total * fileBytes / bets.offset())));
            shown.stepTo(total);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}

package loteria.system;

import java.nio.file.Files;
import java.util.List;

/** Who says the number of a sealed draw once there is a seal, however often it takes. In a thread of its own. */
final class Official implements AutoCloseable, Runnable {
    private final SealSite site;
    private final Thread thread = new Thread(this, "official");
    private volatile boolean closed;

    Official(SealSite site) {
        this.site = site;
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                Await.until("a seal", () -> closed || Files.exists(site.file("seal")));
                if (!closed) {
                    List<String> lines = site.sayNumber(Bets.WINNING_NUMBER);
                    closed |= lines.contains("exit code 0");
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}

package loteria.coordinator.supervision;

import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.wire.ControlMessage;

/** The page's process as the adversary moves it. */
final class FakePage implements Child {
    private static final long MOST_DYING_MS = 500;

    private final World world;
    private boolean listening;
    private boolean stopTold;
    private long killedMs = -1;

    FakePage(World world) {
        this.world = world;
    }

    @Override
    public void stop() {
        stopTold = true;
    }

    @Override
    public void kill() {
        killedMs = killedMs < 0 ? world.nowMs() : killedMs;
    }

    /** Whether it was killed long ago and is not gone yet. */
    boolean isDue(long nowMs) {
        return killedMs >= 0 && nowMs - killedMs >= MOST_DYING_MS;
    }

    /** Comes up, or dies. */
    void move() {
        if (world.random.nextInt(6) == 0) {
            exit(134);
        } else {
            work();
        }
    }

    void work() {
        if (stopTold) {
            exit(0);
        } else if (!listening) {
            listening = true;
            world.hear(new Event.Said(this, new ControlMessage.Ready()));
        }
    }

    void exit(int exitCode) {
        world.pageExited();
        if (!listening) {
            world.pageMayEndIt();
        }
        world.hear(new Event.Exited(this, exitCode, null));
    }
}

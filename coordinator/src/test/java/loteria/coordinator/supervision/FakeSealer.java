package loteria.coordinator.supervision;

import loteria.coordinator.event.Child;
import loteria.coordinator.event.Event;
import loteria.wire.ControlMessage;

/** The child that seals or draws, as the adversary moves it. */
final class FakeSealer implements Child {
    private static final long MOST_DYING_MS = 500;

    private final World world;
    private final boolean draws;
    private long killedMs = -1;

    FakeSealer(World world, boolean draws) {
        this.world = world;
        this.draws = draws;
    }

    @Override
    public void stop() {
        kill();
    }

    @Override
    public void kill() {
        killedMs = killedMs < 0 ? world.nowMs() : killedMs;
    }

    /** Whether it was killed long ago and is not gone yet. */
    boolean isDue(long nowMs) {
        return killedMs >= 0 && nowMs - killedMs >= MOST_DYING_MS;
    }

    /** Does its work, cannot do it now, or dies, perhaps when it is done and has not said so. */
    void move() {
        switch (world.random.nextInt(6)) {
            case 0 -> {
                world.sealerMayEndIt();
                exit(134);
            }
            case 1 -> {
                doIt();
                world.sealerMayEndIt();
                exit(137);
            }
            case 2 -> {
                world.hear(new Event.Said(this, new ControlMessage.Failed(1, "no room")));
                exit(1);
            }
            default -> work();
        }
    }

    void work() {
        doIt();
        world.hear(new Event.Done(this, "root"));
        exit(0);
    }

    private void doIt() {
        if (draws) {
            world.store.setDrawn();
        } else {
            world.sealed = true;
        }
    }

    void exit(int exitCode) {
        world.sealer = null;
        world.hear(new Event.Exited(this, exitCode, null));
    }
}

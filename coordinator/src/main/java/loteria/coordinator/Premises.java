package loteria.coordinator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loteria.coordinator.child.ControlListener;
import loteria.coordinator.event.Event;
import loteria.coordinator.event.EventQueue;
import loteria.coordinator.files.OwnFiles;
import loteria.coordinator.files.SocketDirectory;
import loteria.coordinator.life.Ending;
import loteria.coordinator.life.Journal;
import loteria.coordinator.operator.StandingOrders;
import loteria.process.ExitCode;
import loteria.process.Reason;

/**
 * What the central stands on, and others can touch: its files, without which it ends, its sockets, which it renews, and
 * what operators order.
 * The housekeeper's thread alone uses it.
 */
final class Premises {
    private final OwnFiles files;
    private final SocketDirectory sockets;
    private final ControlListener control;
    private final StandingOrders orders;
    private final EventQueue events;
    private final Ending ending;
    private final Journal journal;
    private Path extract;

    /** Everything is in its place now. */
    Premises(
            OwnFiles files,
            SocketDirectory sockets,
            ControlListener control,
            StandingOrders orders,
            EventQueue events,
            Ending ending,
            Journal journal) {
        this.files = files;
        this.sockets = sockets;
        this.control = control;
        this.orders = orders;
        this.events = events;
        this.ending = ending;
        this.journal = journal;
        sockets.isWhole();
    }

    /** Looks for the number of a sealed draw, too. */
    void watchFor(Path file) {
        extract = file;
    }

    /** Looks, and draws the consequences; returns whether the files are there. */
    boolean look() throws InterruptedException {
        String wrong = files.look();
        if (wrong != null) {
            files.poison();
            ending.request(ExitCode.CORRUPT, wrong);
            return false;
        }
        if (!sockets.isWhole()) {
            renewSockets();
        }
        if (extract != null && Files.exists(extract)) {
            extract = null;
            events.post(new Event.NumberFound());
        }
        orders.look(events, journal);
        return true;
    }

    /** Connections that are made live on without the names that led to them. */
    private void renewSockets() throws InterruptedException {
        try {
            sockets.renew();
            control.listenAnew();
            events.post(new Event.SocketsRenewed());
            journal.success("renew", "resource", "sockets");
        } catch (IOException e) {
            ending.request(ExitCode.FAILED, "the sockets are gone and cannot be renewed: " + Reason.of(e));
        }
    }
}

package loteria.coordinator.child;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import loteria.board.BootId;
import loteria.process.ProcessIdentity;
import loteria.process.WorkerRegister;

/** Where children are written down that use the store, so that a later start can end them. For one thread. */
final class ChildRegister {
    private final WorkerRegister register;
    private final UUID bootId;

    ChildRegister(WorkerRegister register) throws IOException {
        this.register = register;
        this.bootId = BootId.current();
    }

    /** Writes a child down; one that cannot be is ended. */
    Process add(Process child) throws IOException {
        try {
            Optional<ProcessIdentity> identity = ProcessIdentity.of(child.pid(), bootId);
            if (identity.isPresent()) {
                register.add(identity.get());
            }
            return child;
        } catch (IOException e) {
            child.destroyForcibly();
            throw e;
        }
    }
}

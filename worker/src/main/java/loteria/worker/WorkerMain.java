package loteria.worker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import loteria.log.ActionLog;
import loteria.log.LogLevel;
import loteria.process.ExitCode;
import loteria.process.Reason;
import loteria.process.Termination;
import loteria.process.Threads;
import loteria.process.WorkerRegister;
import loteria.sealing.SealingCommand;
import loteria.store.CorruptStoreException;
import loteria.store.UnfitStoreException;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.SocketProvider;
import loteria.wire.Watchdog;

/** A child of the coordinator: {@code worker CONTROL_SOCKET NUMBER}. Everything else it is told over that socket. */
public final class WorkerMain {
    private static final String USAGE = "worker CONTROL_SOCKET NUMBER: started by the coordinator, not by hand";

    private static final int NO_NUMBER = -1;

    private static final LastResort LAST_RESORT = new LastResort();

    private WorkerMain() {}

    /**
     * Ends with an {@link ExitCode}, for a command with the number that means it. Signals are ignored: the coordinator
     * stops its workers.
     */
    public static void main(String[] args) throws InterruptedException {
        Termination.ignore();
        Threads.setLastResort(LAST_RESORT);
        SocketProvider.choose();
        Runtime.getRuntime().halt(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
        if (args.length > 2 && args[0].equals(AuditCommand.NAME)) {
            return ExitCode.meant(AuditCommand.run(args));
        }
        if (args.length > 2 && args[0].equals(StoreCommand.NAME)) {
            return ExitCode.meant(StoreCommand.run(args));
        }
        if (args.length > 2 && args[0].equals("sealing")) {
            return ExitCode.meant(SealingCommand.run(Arrays.copyOfRange(args, 1, args.length)));
        }
        int number = args.length == 2 ? number(args[1]) : NO_NUMBER;
        return number == NO_NUMBER ? answer(args) : work(args[0], number);
    }

    private static int answer(String[] args) {
        String asked = args.length == 1 ? args[0] : "";
        if (asked.equals("--version")) {
            System.out.println("worker " + WorkerMain.class.getPackage().getImplementationVersion());
            return ExitCode.DONE;
        }
        System.out.println(USAGE);
        return asked.equals("--help") ? ExitCode.DONE : ExitCode.USAGE;
    }

    private static int number(String text) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            return NO_NUMBER;
        }
    }

    private static int work(String socket, int number) throws InterruptedException {
        try (ControlChannel control =
                new ControlChannel(SocketChannel.open(UnixDomainSocketAddress.of(socket)), new Watchdog())) {
            control.send(new ControlMessage.Joined(number));
            ControlMessage first = control.read();
            ControlMessage.UseStore store = first instanceof ControlMessage.UseStore use ? use : null;
            if (!((store == null ? first : control.read()) instanceof ControlMessage.Start start)) {
                return ExitCode.FAILED;
            }
            ActionLog.setLevel(LogLevel.of(start.logLevel()));
            if (start.logJson()) {
                ActionLog.useJson();
            }
            return work(control, store, start);
        } catch (IOException e) {
            // The coordinator has gone, which says so better than its worker could.
            ActionLog.debug("worker_exit", "fail", "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    private static int work(ControlChannel control, ControlMessage.UseStore store, ControlMessage.Start start)
            throws IOException, InterruptedException {
        int exitCode;
        String reason;
        try (WorkerRegister register = new WorkerRegister(start.dataDir())) {
            exitCode = new Worker(control, store, start, LAST_RESORT).run(register);
            if (exitCode == ExitCode.DONE) {
                ActionLog.success("worker_exit");
                control.send(new ControlMessage.Goodbye());
            }
            return exitCode;
        } catch (CorruptStoreException e) {
            exitCode = ExitCode.CORRUPT;
            reason = e.getMessage();
        } catch (UnfitStoreException e) {
            exitCode = ExitCode.USAGE;
            reason = e.getMessage();
        } catch (IOException e) {
            exitCode = ExitCode.FAILED;
            reason = Reason.of(e);
        }
        control.send(new ControlMessage.Failed(exitCode, reason));
        return exitCode;
    }
}

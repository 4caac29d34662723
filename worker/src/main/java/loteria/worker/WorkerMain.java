package loteria.worker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystemException;
import loteria.log.ActionLog;
import loteria.log.LogLevel;
import loteria.process.ExitCode;
import loteria.process.Termination;
import loteria.process.WorkerRegister;
import loteria.store.CorruptStoreException;
import loteria.store.UnexpectedAgencyException;
import loteria.wire.ControlChannel;
import loteria.wire.ControlMessage;
import loteria.wire.Watchdog;

/** A child of the coordinator: {@code worker CONTROL_SOCKET NUMBER}. Everything else it is told over that socket. */
public final class WorkerMain {
    private static final String USAGE = "worker CONTROL_SOCKET NUMBER: started by the coordinator, not by hand";

    private WorkerMain() {}

    /** Ends with an {@link ExitCode}. Signals are ignored: the coordinator stops its workers. */
    public static void main(String[] args) throws InterruptedException {
        Termination.ignore();
        Runtime.getRuntime().halt(args.length == 2 ? work(args[0], args[1]) : answer(args));
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

    private static int work(String socket, String number) throws InterruptedException {
        try (ControlChannel control =
                new ControlChannel(SocketChannel.open(UnixDomainSocketAddress.of(socket)), new Watchdog())) {
            control.send(new ControlMessage.Joined(Integer.parseInt(number)));
            if (!(control.read() instanceof ControlMessage.Start start)) {
                return ExitCode.FAILED;
            }
            ActionLog.setLevel(LogLevel.of(start.logLevel()));
            return work(control, start);
        } catch (IOException e) {
            // The coordinator has gone, which says so better than its worker could.
            ActionLog.debug("worker_exit", "fail", "error", e.getMessage());
            return ExitCode.FAILED;
        } catch (IllegalArgumentException e) {
            System.out.println(USAGE);
            return ExitCode.USAGE;
        }
    }

    private static int work(ControlChannel control, ControlMessage.Start start)
            throws IOException, InterruptedException {
        int exitCode;
        String reason;
        try (WorkerRegister register = new WorkerRegister(start.dataDir())) {
            exitCode = new Worker(control, start).run(register);
            if (exitCode == ExitCode.DONE) {
                ActionLog.success("worker_exit");
                control.send(new ControlMessage.Goodbye());
            }
            return exitCode;
        } catch (CorruptStoreException e) {
            exitCode = ExitCode.CORRUPT;
            reason = e.getMessage();
        } catch (UnexpectedAgencyException e) {
            exitCode = ExitCode.USAGE;
            reason = e.getMessage();
        } catch (FileSystemException e) {
            exitCode = ExitCode.FAILED;
            reason = e.getFile() + ": " + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
        } catch (IOException e) {
            exitCode = ExitCode.FAILED;
            reason = e.getMessage();
        }
        control.send(new ControlMessage.Failed(exitCode, reason));
        return exitCode;
    }
}

package loteria.worker;

import java.io.IOException;
import java.nio.file.Path;
import loteria.audit.Audit;
import loteria.audit.Finding;
import loteria.audit.Report;
import loteria.audit.ReportJson;
import loteria.audit.ReportTable;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.process.Reason;

/** {@code worker audit DATA_DIR WINNING_NUMBER [--json]}: what {@code coordinator audit} runs. */
final class AuditCommand {
    static final String NAME = "audit";

    private AuditCommand() {}

    /**
     * Audits; prints a table, and a line for each thing that is wrong, or one JSON object of both.
     *
     * @param args all, as the coordinator gives them
     * @return the exit code
     */
    static int run(String[] args) {
        Path dataDir = Path.of(args[1]);
        boolean asJson = args.length == 4;
        if (!Audit.isDataDirectory(dataDir)) {
            ActionLog.fail(NAME, "error", dataDir + ": expected a data directory");
            return ExitCode.USAGE;
        }
        try {
            Report report = new Audit(dataDir, Integer.parseInt(args[2])).run();
            if (asJson) {
                System.out.println(ReportJson.of(report));
            } else {
                print(report);
            }
            return report.isGood() ? ExitCode.DONE : ExitCode.CORRUPT;
        } catch (IOException e) {
            ActionLog.fail(NAME, "error", Reason.of(e));
            return ExitCode.FAILED;
        }
    }

    private static void print(Report report) {
        System.out.print(ReportTable.of(report));
        for (Finding finding : report.findings()) {
            ActionLog.fail(NAME, "error", finding);
        }
        if (report.leftOut() > 0) {
            ActionLog.fail(NAME, "error", "and " + report.leftOut() + " more");
        }
        if (report.isGood()) {
            ActionLog.success(NAME);
        }
    }
}

package loteria.audit;

import java.util.Map;

/** A report as a table for people. Stateless. */
public final class ReportTable {
    private ReportTable() {}

    public static String of(Report report) {
        StringBuilder table = new StringBuilder();
        String row = "%-8s %10s  %-8s  %-8s %8s%n";
        table.append(String.format(row, "agency", "bets", "checksum", "sales", "winners"));
        long allBets = 0;
        long allWinners = 0;
        for (Map.Entry<Integer, AgencyAudit> entry : report.bets().byAgency().entrySet()) {
            AgencyAudit agency = entry.getValue();
            allBets += agency.sums().bets();
            allWinners += agency.winners();
            table.append(String.format(
                    row,
                    entry.getKey(),
                    agency.sums().bets(),
                    agency.sums().hex(),
                    report.sales().isClosed(entry.getKey()) ? "closed" : "open",
                    report.isDrawn() ? agency.winners() : "-"));
        }
        table.append(String.format(
                row, "total", allBets, "", report.isDrawn() ? "drawn" : "open", report.isDrawn() ? allWinners : "-"));
        table.append(String.format(
                "%s %d bytes, SHA-256 %s%n",
                BetsFile.NAME, report.bets().length(), report.bets().sha256()));
        if (report.isDrawn()) {
            table.append("winning number ").append(report.numberDrawn()).append(System.lineSeparator());
        }
        for (Tail tail : report.tails()) {
            table.append(tail).append(System.lineSeparator());
        }
        return table.toString();
    }
}

package loteria.audit;

import java.util.Locale;
import java.util.Map;

/**
 * A report as one JSON object, in a line without its end. All text in it is the audit's own, and has nothing to be
 * escaped. Stateless.
 */
public final class ReportJson {
    private ReportJson() {}

    public static String of(Report report) {
        StringBuilder json = new StringBuilder(1024);
        json.append("{\"good\":").append(report.isGood());
        json.append(",\"central\":\"")
                .append(report.snapshot().central().name().toLowerCase(Locale.ROOT))
                .append("\",\"drawn\":")
                .append(report.isDrawn());
        json.append(",\"winningNumber\":").append(report.numberDrawn());
        json.append(",\"bets\":{\"bytes\":").append(report.bets().length());
        json.append(",\"sha256\":\"").append(report.bets().sha256()).append("\"},\"agencies\":[");
        String comma = "";
        for (Map.Entry<Integer, AgencyAudit> entry : report.bets().byAgency().entrySet()) {
            Sums sums = entry.getValue().sums();
            json.append(comma).append("{\"agency\":").append(entry.getKey());
            json.append(",\"bets\":").append(sums.bets());
            json.append(",\"checksum\":\"").append(sums.hex());
            json.append("\",\"closed\":").append(report.sales().isClosed(entry.getKey()));
            json.append(",\"winners\":")
                    .append(report.isDrawn() ? entry.getValue().winners() : null);
            json.append('}');
            comma = ",";
        }
        json.append("],\"tails\":[");
        comma = "";
        for (Tail tail : report.tails()) {
            json.append(comma).append("{\"file\":\"").append(tail.file());
            json.append("\",\"byte\":").append(tail.offset());
            json.append(",\"bytes\":").append(tail.bytes()).append('}');
            comma = ",";
        }
        json.append("],\"findings\":[");
        comma = "";
        for (Finding finding : report.findings()) {
            json.append(comma).append("{\"file\":\"").append(finding.file());
            json.append("\",\"byte\":").append(finding.offset());
            json.append(",\"wrong\":\"").append(finding.wrong()).append("\"}");
            comma = ",";
        }
        return json.append("],\"findingsLeftOut\":")
                .append(report.leftOut())
                .append('}')
                .toString();
    }
}

package loteria.viewer;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import loteria.board.ActivityView;
import loteria.board.BoardView;
import loteria.board.Durations;
import loteria.wire.ErrorCode;

/** The central as Prometheus wants it. Safe for all threads. */
final class Metrics implements MultiCollector {
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();

    static final String CONTENT_TYPE = WRITER.getContentType();

    private static final double NANOS = 1e9;

    private final BoardView board;
    private final Status status;
    private final WorkerMemory workers;

    /** @param status seen on the board, which says the rest */
    Metrics(BoardView board, Status status, WorkerMemory workers) {
        this.board = board;
        this.status = status;
        this.workers = workers;
    }

    /** The text, as {@link #CONTENT_TYPE} says. */
    byte[] render() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            WRITER.write(text, collect());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        all.metricSnapshot(InfoSnapshot.builder()
                .name("loteria_build")
                .help("The version that runs.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", String.valueOf(status.version())))
                        .build())
                .build());
        all.metricSnapshot(bets());
        all.metricSnapshot(counter(
                "loteria_batches_accepted",
                "Batches stored and acknowledged.",
                sum(it -> it.acknowledgements().count())));
        all.metricSnapshot(refused());
        long sessions = 0;
        long reconnects = 0;
        for (int agency = 1; agency <= board.agencies(); agency++) {
            sessions += board.sessionsOpened(agency);
            reconnects += Math.max(0, board.sessionsOpened(agency) - 1);
        }
        all.metricSnapshot(counter("loteria_sessions", "Sessions of agencies that have begun.", sessions));
        all.metricSnapshot(counter("loteria_reconnects", "Sessions of agencies that had one before.", reconnects));
        all.metricSnapshot(
                counter("loteria_worker_restarts", "Workers that took a dead one's place.", status.workerRestarts()));
        all.metricSnapshot(histogram(
                "loteria_batch_acknowledgement_seconds",
                "From a batch's arrival at its worker to its acknowledgement.",
                ActivityView::acknowledgements));
        all.metricSnapshot(histogram(
                "loteria_force_seconds", "What a commit waits for its bets to be on disk.", ActivityView::forces));
        all.metricSnapshot(agencies());
        all.metricSnapshot(
                gauge("loteria_forced_bytes", "Bytes of bets.csv known to be on disk.", status.forcedBytes()));
        all.metricSnapshot(
                gauge("loteria_generation", "How often the central was started on its data.", status.generation()));
        all.metricSnapshot(gauge("loteria_ready", "Whether the central can serve agencies.", status.ready() ? 1 : 0));
        all.metricSnapshot(
                gauge("loteria_drawn", "Whether the draw has happened.", status.draw() == DrawState.DRAWN ? 1 : 0));
        if (status.winners() != null) {
            all.metricSnapshot(gauge("loteria_winners", "Winning bets.", status.winners()));
        }
        all.metricSnapshot(memory());
        return all.build();
    }

    private MetricSnapshot bets() {
        CounterSnapshot.Builder bets =
                CounterSnapshot.builder().name("loteria_bets").help("Bets stored, by agency.");
        for (AgencyStatus agency : status.agencies()) {
            bets.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of("agency", Integer.toString(agency.id())))
                    .value(agency.bets())
                    .build());
        }
        return bets.build();
    }

    private MetricSnapshot refused() {
        CounterSnapshot.Builder refused =
                CounterSnapshot.builder().name("loteria_batches_refused").help("Batches refused, by reason.");
        for (ErrorCode code : ErrorCode.values()) {
            // The codes after these end a connection before it is a session.
            if (code.number() <= ActivityView.REFUSAL_CODES) {
                refused.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of("code", code.toString()))
                        .value(sum(it -> it.refused(code.number())))
                        .build());
            }
        }
        return refused.build();
    }

    private MetricSnapshot agencies() {
        GaugeSnapshot.Builder agencies =
                GaugeSnapshot.builder().name("loteria_agencies").help("Agencies, by state.");
        for (Stage stage : Stage.values()) {
            agencies.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("state", stage.toString()))
                    .value(status.count(stage))
                    .build());
        }
        return agencies.build();
    }

    private MetricSnapshot memory() {
        GaugeSnapshot.Builder memory =
                GaugeSnapshot.builder().name("loteria_worker_resident_bytes").help("Memory of each worker.");
        for (Map.Entry<Long, Long> worker : workers.resident().entrySet()) {
            memory.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("pid", worker.getKey().toString()))
                    .value(worker.getValue())
                    .build());
        }
        return memory.build();
    }

    private MetricSnapshot histogram(String name, String help, Function<ActivityView, Durations> which) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < Durations.COUNTS; i++) {
            int index = i;
            boolean last = index == Durations.COUNTS - 1;
            buckets.bucket(
                    last ? Double.POSITIVE_INFINITY : Durations.longestNanos(index) / NANOS,
                    sum(it -> which.apply(it).count(index)));
        }
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(sum(it -> which.apply(it).totalNanos()) / NANOS)
                        .build())
                .build();
    }

    private long sum(Function<ActivityView, Long> what) {
        long sum = 0;
        for (int agency = 1; agency <= board.agencies(); agency++) {
            sum += what.apply(board.activity(agency));
        }
        return sum;
    }

    private static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }
}

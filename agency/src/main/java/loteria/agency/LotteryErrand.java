package loteria.agency;

import java.io.IOException;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.wire.AgencyState;
import loteria.wire.Message;

/** Brings all bets of a file to the central and comes back with the number of winners. */
final class LotteryErrand implements Errand {
    private final AgencyConfig config;
    private final BetFile bets;
    private final Progress progress;

    /** The end of the sales, of a file that was read to its end and did not change; null before that. */
    private Message.Finished sold;

    private boolean closed;

    LotteryErrand(AgencyConfig config, BetFile bets, Progress progress) {
        this.config = config;
        this.bets = bets;
        this.progress = progress;
    }

    @Override
    public void run(Connection connection, Reconnect reconnect) throws IOException, FailedException {
        try (CentralClient central = new CentralClient(connection, reconnect)) {
            Message.Welcome welcome = central.hello(config.id(), config.window());
            if (sold == null || welcome.state() == AgencyState.SELLING) {
                sold = read(welcome, central);
            }
            finish(central);
            ActionLog.success("consulta_ganadores", "cant_ganadores", winners(central));
        }
    }

    private int winners(CentralClient central) throws IOException, FailedException {
        return config.wishes() == null
                ? central.winners(config.waiting(), null)
                : new Keepsakes(config.wishes(), config.id(), bets).fetch(central, config.waiting());
    }

    /** Reads the file, and sells what the central does not have if it still takes bets. */
    private Message.Finished read(Message.Welcome welcome, CentralClient central) throws IOException, FailedException {
        Batches batches = new Batches(bets, config.batchMaxAmount());
        if (welcome.state() == AgencyState.SELLING) {
            batches.skip(welcome.stored());
            sell(batches, central);
        } else {
            batches.skip(Long.MAX_VALUE);
        }
        bets.requireUnchanged();
        return new Message.Finished(batches.total(), batches.checksum());
    }

    private void sell(Batches batches, CentralClient central) throws IOException, FailedException {
        for (Message.Batch batch = batches.next(); batch != null; batch = batches.next()) {
            central.send(batch, batches.total());
            progress.at(batches.total());
        }
    }

    private void finish(CentralClient central) throws IOException {
        bets.discards().log();
        central.finish(sold);
        if (!closed) {
            closed = true;
            progress.close();
            ActionLog.success("apuestas_enviadas", "cantidad", sold.total());
        }
    }

    @Override
    public FailedException failed(String error) {
        return new FailedException(
                ExitCode.FAILED, closed ? "consulta_ganadores" : "apuestas_enviadas", "error", error);
    }
}

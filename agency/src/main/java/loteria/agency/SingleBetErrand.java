package loteria.agency;

import java.io.IOException;
import java.util.Arrays;
import loteria.bet.Bet;
import loteria.bet.RecordChecksum;
import loteria.log.ActionLog;
import loteria.process.ExitCode;
import loteria.wire.AgencyState;
import loteria.wire.Message;

/** Brings one bet to the central: a file of one, without a question about winners. */
final class SingleBetErrand implements Errand {
    private final AgencyConfig config;
    private final Bet bet;

    SingleBetErrand(AgencyConfig config) {
        this.config = config;
        this.bet = config.single();
    }

    @Override
    public void run(Connection connection, Reconnect reconnect) throws IOException {
        byte[] record = bet.toRecord();
        byte[] line = Arrays.copyOf(record, record.length + 1);
        line[record.length] = '\n';
        try (CentralClient central = new CentralClient(connection, reconnect)) {
            Message.Welcome welcome = central.hello(config.id(), config.window());
            if (welcome.state() == AgencyState.SELLING && welcome.stored() == 0) {
                central.send(new Message.Bet(1, record, 0, record.length), 1);
            }
            central.finish(new Message.Finished(1, RecordChecksum.of(line, 0, line.length)));
        }
        ActionLog.success("apuesta_enviada", "dni", bet.document(), "numero", bet.number());
    }

    @Override
    public FailedException failed(String error) {
        return new FailedException(ExitCode.FAILED, "apuesta_enviada", "client_id", config.id(), "error", error);
    }
}

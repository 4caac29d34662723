package loteria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All agencies of a draw, each a process of its own, started at once. For one thread. */
final class Sale {
    private final Dataset bets;
    private final List<AgencyProcess> agencies = new ArrayList<>();

    private Sale(Dataset bets) {
        this.bets = bets;
    }

    static Sale start(Home home, Server server, Setup setup) throws IOException {
        Sale sale = new Sale(setup.bets());
        for (int id = 1; id <= setup.bets().agencies(); id++) {
            Map<String, String> environment = new HashMap<>(setup.agency());
            environment.put("CLI_ID", "" + id);
            environment.put("CLI_SERVER_ADDRESS", "127.0.0.1:" + server.port());
            environment.put("CLI_BETS", setup.bets().file(id).toString());
            sale.agencies.add(AgencyProcess.start(home, id, environment));
        }
        return sale;
    }

    List<Long> pids() {
        return agencies.stream().map(AgencyProcess::pid).toList();
    }

    /** Waits until all sales are closed; returns when the last of them was, as {@code nanoTime} has it. */
    long awaitClosed() throws InterruptedException, BenchException {
        long last = Long.MIN_VALUE;
        for (AgencyProcess agency : agencies) {
            last = Math.max(last, agency.awaitClosed());
        }
        return last;
    }

    /** Waits for the agencies' ends and checks them; returns when the last one said how many winners it has. */
    long awaitEnd() throws InterruptedException, BenchException {
        long last = Long.MIN_VALUE;
        for (AgencyProcess agency : agencies) {
            agency.awaitEnd(bets);
            last = Math.max(last, agency.answeredNanos());
        }
        return last;
    }
}

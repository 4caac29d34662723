package loteria.agency;

import java.util.ArrayList;
import java.util.List;

/**
 * The centrals that an agency may go to: one, or several of one lottery.
 *
 * @param text as it was written, {@code host:port,host:port}
 * @param all in that order, each once
 */
record ServerAddresses(String text, List<ServerAddress> all) {

    /** Reads one address, or several with commas between them; null if one is none, or stands twice. */
    static ServerAddresses parse(String text) {
        List<ServerAddress> all = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            ServerAddress address = ServerAddress.parse(each);
            if (address == null || all.contains(address)) {
                return null;
            }
            all.add(address);
        }
        return new ServerAddresses(text, all);
    }

    boolean areSeveral() {
        return all.size() > 1;
    }

    /** The central to try at an attempt, from 0: each in turn, and agencies whose numbers differ begin with others. */
    ServerAddress at(int agency, int attempt) {
        return all.get(Math.floorMod(agency - 1 + attempt, all.size()));
    }

    @Override
    public String toString() {
        return text;
    }
}

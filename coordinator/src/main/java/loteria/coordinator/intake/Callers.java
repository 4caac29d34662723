package loteria.coordinator.intake;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where connections come from: no address may take the machine from the others. All agencies of a country behind one
 * address, that come at once and again, stay below the bounds. Loopback is not counted: a proxy there speaks for
 * everybody, and whoever is on this machine has other ways. Pure: the caller brings the time. For one thread.
 */
final class Callers {
    /** Connections of one address at once: four times the most agencies. */
    static final int MOST_AT_ONCE = 4_000;

    /** And then, each second. */
    static final int MOST_A_SECOND = 200;

    /** Those that came last; whoever was forgotten begins anew. */
    static final int MOST_ADDRESSES = 4_096;

    private final Map<InetAddress, TokenBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    /** Whether another connection from there may come in. */
    boolean admit(InetAddress address, long nowNanos) {
        if (address.isLoopbackAddress()) {
            return true;
        }
        TokenBucket bucket = byAddress.get(address);
        if (bucket == null) {
            bucket = new TokenBucket(MOST_AT_ONCE, MOST_A_SECOND, nowNanos);
            byAddress.put(address, bucket);
            if (byAddress.size() > MOST_ADDRESSES) {
                byAddress.remove(byAddress.keySet().iterator().next());
            }
        }
        return bucket.take(nowNanos);
    }

    int remembered() {
        return byAddress.size();
    }
}

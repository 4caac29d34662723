package loteria.cluster;

import java.io.IOException;
import java.util.Arrays;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A broker's process: makes its storage if there is none, then is Kafka. It ends when its standard input does, so that
 * no broker outlives whoever started it, however that one died.
 */
public final class BrokerMain {
    private BrokerMain() {}

    /** @param args the properties file, and the arguments of {@code StorageTool} if the storage is to be made */
    public static void main(String[] args) {
        Thread parent = new Thread(BrokerMain::outlast, "parent");
        parent.setDaemon(true);
        parent.start();
        if (args.length > 1) {
            int exitCode = StorageTool.execute(Arrays.copyOfRange(args, 1, args.length), System.out);
            if (exitCode != 0) {
                System.exit(exitCode);
            }
        }
        Kafka.main(new String[] {args[0]});
    }

    private static void outlast() {
        try {
            while (System.in.read() >= 0) {
                // Nobody says anything.
            }
        } catch (IOException e) {
            // That is an end too.
        }
        Runtime.getRuntime().halt(1);
    }
}

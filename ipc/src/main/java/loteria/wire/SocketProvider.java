package loteria.wire;

/**
 * Names the provider of socket channels to the JDK, which else looks for one with a service loader: 7 ms of CPU in
 * every process. Where there is no such class, the JDK looks as ever.
 */
public final class SocketProvider {
    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";
    private static final String ON_LINUX = "sun.nio.ch.EPollSelectorProvider";

    private SocketProvider() {}

    /** To be called before the first channel is opened. What a user has chosen stands. */
    public static void choose() {
        if (System.getProperty(PROPERTY) == null) {
            try {
                System.setProperty(PROPERTY, Class.forName(ON_LINUX).getName());
            } catch (ClassNotFoundException e) {
                // Another system, or another JDK.
            }
        }
    }
}

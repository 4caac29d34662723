package loteria.viewer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Standard output, which may be a terminal. */
final class Screen {
    private static final File OUTPUT = new File("/dev/stdout");

    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private Screen() {}

    /** How many lines the terminal shows, or 0 if the output is none. The JDK has no means to ask; {@code stty} has. */
    static int height() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(OUTPUT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor() == 0 ? Integer.parseInt(size.substring(0, size.indexOf(' '))) : 0;
        } catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return 0;
        }
    }

    /** Writes a text over what the terminal shows, without a moment in which it shows nothing. */
    static void redraw(String text) {
        System.out.print(HOME + text.replace("\n", CLEAR_LINE + "\n") + CLEAR_BELOW);
    }
}

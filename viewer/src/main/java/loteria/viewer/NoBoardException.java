package loteria.viewer;

/** There is no board to look at. The message names the place. */
final class NoBoardException extends Exception {
    private static final long serialVersionUID = 1;

    NoBoardException(String message) {
        super(message);
    }
}

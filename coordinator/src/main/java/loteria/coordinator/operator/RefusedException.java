package loteria.coordinator.operator;

/** What an operator asked for cannot be done, or not now. The message is for the operator. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}

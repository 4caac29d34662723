package loteria.store;

/** The store is of another lottery than the start asks for. */
public final class OtherLotteryException extends UnfitStoreException {
    private static final long serialVersionUID = 1;

    public OtherLotteryException(String message) {
        super(message);
    }
}

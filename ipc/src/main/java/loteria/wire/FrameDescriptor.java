package loteria.wire;

/**
 * The layout of a frame and the bounds of the wire, version 1. Integers are big endian, text is UTF-8.
 *
 * <pre>
 *  0               1               2               3
 *  +---------------+---------------+---------------+---------------+
 *  |        payload length (u16)   |   type (u8)   |   zero (u8)   |
 *  +---------------+---------------+---------------+---------------+
 *  |                  payload: 0 to 8188 bytes                    ...
 * </pre>
 *
 * The first byte of a frame is below {@link #FIRST_TEXT_BYTE}: a connection that starts with another speaks text.
 */
public final class FrameDescriptor {
    public static final int VERSION = 1;

    public static final int LENGTH_OFFSET = 0;
    public static final int TYPE_OFFSET = 2;
    public static final int ZERO_OFFSET = 3;
    public static final int HEADER_BYTES = 4;

    public static final int MAX_FRAME_BYTES = 8192;
    public static final int MAX_PAYLOAD_BYTES = MAX_FRAME_BYTES - HEADER_BYTES;

    public static final int FIRST_TEXT_BYTE = 0x20;

    /** Bytes of a BATCH before its records: position and count. */
    public static final int BATCH_HEADER_BYTES = 10;

    /** Bytes of the records of one BATCH, line ends included. */
    public static final int MAX_BATCH_RECORD_BYTES = MAX_PAYLOAD_BYTES - BATCH_HEADER_BYTES;

    /** Records of one BATCH: what its count can say. */
    public static final int MAX_BATCH_RECORDS = 65_535;

    public static final int HELLO = 1;
    public static final int WELCOME = 2;
    public static final int BET = 3;
    public static final int BATCH = 4;
    public static final int ACK = 5;
    public static final int FINISHED = 6;
    public static final int CLOSED = 7;
    public static final int QUERY = 8;
    public static final int NOT_DRAWN = 9;
    public static final int WINNERS = 10;
    public static final int ERROR = 11;
    public static final int RECEIPT_QUERY = 12;
    public static final int RECEIPT = 13;

    /** Bytes of a HELLO that does not say which client it is of, and of one that does. */
    static final int SHORT_HELLO_BYTES = 3;

    static final int HELLO_BYTES = SHORT_HELLO_BYTES + Long.BYTES;

    private FrameDescriptor() {}
}

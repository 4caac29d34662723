package loteria.note;

/** What a key's signatures say; C2SP signed-note, "Signature types", has the numbers. */
public enum KeyType {
    /** The text, and nothing else. */
    SIGNER(1),

    /** A checkpoint, and when it was seen: C2SP tlog-cosignature. */
    COSIGNER(4);

    private final byte identifier;

    KeyType(int identifier) {
        this.identifier = (byte) identifier;
    }

    byte identifier() {
        return identifier;
    }

    static KeyType of(byte identifier) throws MalformedNoteException {
        for (KeyType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        throw new MalformedNoteException("a key of type " + (identifier & 0xff)
                + ", expected 1 (Ed25519) or 4 (Ed25519 cosignatures of checkpoints)");
    }
}

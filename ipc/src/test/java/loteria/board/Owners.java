package loteria.board;

import java.util.UUID;

/** A board with all who write to it. */
final class Owners {
    static final UUID BOOT = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

    final BoardWords words;
    final StoreState store;
    final DiskState disk;
    final SessionRegister register;

    Owners(BoardWords words) {
        this.words = words;
        store = new StoreState(words);
        disk = new DiskState(words);
        register = new SessionRegister(words);
    }

    /** Of a board in the heap. */
    static Owners of(int agencies) {
        return new Owners(new NewBoard(1, BOOT, agencies).words());
    }

    Activity activity(int agency) {
        return new Activity(words, agency);
    }
}

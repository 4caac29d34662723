package loteria.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import loteria.store.RefusedException;

/** Each thing a process does to the store, with a state of the store in which it has everything to do. */
enum StoreStep {
    COMMIT {
        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.sell(store, 1, 4, 9);
        }
    },
    OVERLAP {
        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.sell(store, 1, 2, 6);
        }
    },
    DUPLICATE {
        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.sell(store, 1, 1, 3);
        }
    },
    COMMIT_BEHIND_A_TORN_TAIL {
        @Override
        void prepare(Path dir, BetStore store, Ledger ledger) throws IOException, RefusedException {
            super.prepare(dir, store, ledger);
            append(dir.resolve("bets.csv"), "2,torn");
            append(dir.resolve("finished.csv"), "1,3");
        }

        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.sell(store, 1, 4, 9);
        }
    },
    FINISH {
        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.finish(store, 1, 3);
        }
    },
    ENTER {
        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.enter(store, 1);
        }
    },
    DRAW {
        @Override
        void prepare(Path dir, BetStore store, Ledger ledger) throws IOException, RefusedException {
            super.prepare(dir, store, ledger);
            ledger.finish(store, 1, 3);
        }

        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.draw(store);
        }
    },
    DRAW_AGAIN {
        @Override
        void prepare(Path dir, BetStore store, Ledger ledger) throws IOException, RefusedException {
            DRAW.prepare(dir, store, ledger);
            ledger.draw(store);
        }

        @Override
        void act(BetStore store, Ledger ledger) throws IOException, RefusedException {
            ledger.draw(store);
        }
    };

    static final int AGENCIES = 2;

    /** What must be there before: agency 1 sells, agency 2 has finished. */
    void prepare(Path dir, BetStore store, Ledger ledger) throws IOException, RefusedException {
        ledger.enter(store, 1);
        ledger.enter(store, 2);
        ledger.sell(store, 1, 1, 3);
        ledger.sell(store, 2, 1, 5);
        ledger.finish(store, 2, 5);
    }

    /** Does it, and notes what was promised. */
    abstract void act(BetStore store, Ledger ledger) throws IOException, RefusedException;

    static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}

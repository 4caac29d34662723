package loteria.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import loteria.store.file.SampleStore;
import loteria.store.file.SampleStore.Stage;

/** What can be wrong with a store, and the line of an audit that names it. */
enum Damage {
    CUT_IN_A_LINE("bets.csv: byte 3\\d\\d\\d: expected at least the promised .*, found its end") {
        @Override
        void strike(Path dir) throws IOException {
            String text = read(dir, BETS);
            write(dir, BETS, text.substring(0, text.length() - 10));
        }
    },
    CUT_AT_A_LINE_END("bets.csv: byte 3\\d\\d\\d: expected at least the promised .*, found its end") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.remove(lines.size() - 1));
        }
    },
    FORCED_BETS_LOST_WITH_THE_POWER("bets.csv: byte 3\\d\\d\\d: expected at least the promised .*, found its end") {
        @Override
        void strike(Path dir) throws IOException {
            SampleStore.reboot(dir);
            editLines(dir, BETS, lines -> lines.remove(lines.size() - 1));
        }
    },
    EMPTIED("bets.csv: byte 0: expected at least the promised .*, found its end") {
        @Override
        void strike(Path dir) throws IOException {
            write(dir, BETS, "");
        }
    },
    DELETED("bets.csv: byte 0: expected at least the promised .*, found its end") {
        @Override
        void strike(Path dir) throws IOException {
            Files.delete(dir.resolve(BETS));
        }
    },
    LETTER_OF_A_NAME("bets.csv: byte 0: agency 1: expected the 21 bets of .* of its closed sales, found 21 .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0).replaceFirst(" 1(\"?),", " 9$1,")));
        }
    },
    LETTER_OF_A_NAME_WHILE_SELLING(
            "bets.csv: byte 0: agency 1: expected the 21 bets of .* that the board counts, found 21 .*") {
        @Override
        Stage stage() {
            return Stage.SELLING;
        }

        @Override
        void strike(Path dir) throws IOException {
            LETTER_OF_A_NAME.strike(dir);
        }
    },
    LINE_DELETED("bets.csv: byte 0: agency 1: expected the 21 bets of .* of its closed sales, found 20 .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.remove(2));
        }
    },
    LINE_TWICE("bets.csv: byte 0: agency 1: expected the 21 bets of .* of its closed sales, found 22 .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.add(2, lines.get(2)));
        }
    },
    LINES_IN_ANOTHER_ORDER("bets.csv: byte 0: agency 1: expected the 21 bets of checksum .* found 21 bets .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> Collections.swap(lines, 0, 1));
        }
    },
    LINE_OF_ANOTHER_AGENCY("bets.csv: byte \\d+: agency 2: expected the 21 bets of .* found 22 bets .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, "2" + lines.get(0).substring(1)));
        }
    },
    AGENCY_BEYOND_THE_NUMBER("bets.csv: byte 0: expected an agency of 1 to 3, found 7") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, "7" + lines.get(0).substring(1)));
        }
    },
    NO_AGENCY("bets.csv: byte 0: expected a line agency,first_name,last_name,document,birthdate,number") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, "x" + lines.get(0).substring(1)));
        }
    },
    ZEROS("bets.csv: byte \\d+: .*expected .*") {
        @Override
        void strike(Path dir) throws IOException {
            byte[] bytes = Files.readAllBytes(dir.resolve(BETS));
            Arrays.fill(bytes, 512, 1024, (byte) 0);
            Files.write(dir.resolve(BETS), bytes);
        }
    },
    QUOTE_THAT_IS_NOT_CLOSED("bets.csv: byte 0: quotes: expected a closed pair around the whole field") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0).replaceFirst(",", ",\"")));
        }
    },
    NO_UTF_8("bets.csv: byte 0: expected UTF-8") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0).replaceFirst(",", ",\u00ff")));
        }
    },
    CARRIAGE_RETURN("bets.csv: byte 0: number: expected .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0) + "\r"));
        }
    },
    BLANK_BEFORE_A_NAME("bets.csv: byte 0: first name: expected its canonical form") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0).replaceFirst(",", ", ")));
        }
    },
    LINE_WITHOUT_AN_END("bets.csv: byte 0: expected a line agency,first_name,last_name,document,birthdate,number") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0) + "x".repeat(100_000)));
        }
    },
    NO_SUCH_DAY("bets.csv: byte 0: birthdate: expected a real date .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(
                    dir,
                    BETS,
                    lines -> lines.set(
                            0, lines.get(0).replaceFirst("-\\d\\d,", "-31,").replaceFirst("-\\d\\d-", "-02-")));
        }
    },
    BET_AFTER_THE_SALES_WERE_CLOSED("bets.csv: byte 0: agency 1: expected the 21 bets of .* found 22 bets .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.add(lines.get(0)));
        }
    },
    SALES_LOST("finished.csv: byte 0: expected at least the promised .*, found its end") {
        @Override
        Stage stage() {
            return Stage.SELLING;
        }

        @Override
        void strike(Path dir) throws IOException {
            Files.delete(dir.resolve(SALES));
        }
    },
    SALE_LOST_BEFORE_THE_DRAW(
            "finished.csv: byte \\d+: expected the closed sales of agency 2, as the draw has happened") {
        @Override
        void strike(Path dir) throws IOException {
            Files.delete(dir.resolve(BOARD_FILE));
            editLines(dir, SALES, lines -> lines.remove(2));
        }
    },
    SALE_TORN_BEFORE_THE_DRAW("finished.csv: byte \\d+: expected a line agency,total,checksum") {
        @Override
        void strike(Path dir) throws IOException {
            Files.delete(dir.resolve(BOARD_FILE));
            String text = read(dir, SALES);
            write(dir, SALES, text.substring(0, text.length() - 3));
        }
    },
    TOTAL_OF_A_SALE("bets.csv: byte 0: agency 1: expected the 22 bets of .* of its closed sales, found 21 bets .*") {
        @Override
        void strike(Path dir) throws IOException {
            write(dir, SALES, read(dir, SALES).replace("1,21,", "1,22,"));
        }
    },
    CHECKSUM_OF_A_SALE(
            "bets.csv: byte 0: agency 1: expected the 21 bets of checksum 00000000 of its closed sales, .*") {
        @Override
        void strike(Path dir) throws IOException {
            write(dir, SALES, read(dir, SALES).replaceFirst("1,21,[0-9a-f]{8}", "1,21,00000000"));
        }
    },
    SALE_TWICE("finished.csv: byte \\d+: expected one line of each agency, found a second one of 3") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, SALES, lines -> lines.add(1, lines.get(0)));
        }
    },
    SALE_OF_NO_AGENCY("finished.csv: byte 0: expected an agency of 1 to 3, found 9") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, SALES, lines -> lines.set(0, "9" + lines.get(0).substring(1)));
        }
    },
    SALE_OF_NOTHING(
            "finished.csv: byte \\d+: agency 2: expected the 21 bets of .* of its closed sales, found 0 bets .*") {
        @Override
        void strike(Path dir) throws IOException {
            Files.delete(dir.resolve(BOARD_FILE));
            editLines(dir, BETS, lines -> lines.removeIf(line -> line.startsWith("2,")));
        }
    },
    WINNER_MISSING("winners.csv: byte 0: agency 1: expected the winner of byte \\d+ of bets.csv") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, WINNERS, lines -> lines.remove(0));
        }
    },
    WINNER_TOO_MANY("winners.csv: byte 0: agency 1: expected a winning bet of bets.csv") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, WINNERS, lines -> lines.add(0, "1,30904465"));
        }
    },
    WINNER_OF_ANOTHER_AGENCY("winners.csv: byte \\d+: agency 2: expected a winning bet of bets.csv") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, WINNERS, lines -> lines.set(0, "2" + lines.get(0).substring(1)));
        }
    },
    DOCUMENT_OF_A_WINNER("winners.csv: byte 0: agency 1: expected a winning bet of bets.csv") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, WINNERS, lines -> lines.set(0, "1,99999999"));
        }
    },
    WINNERS_IN_ANOTHER_ORDER("winners.csv: byte \\d+: agency 1: expected .*") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, WINNERS, lines -> Collections.swap(lines, 0, 1));
        }
    },
    WINNER_THAT_IS_NONE("winners.csv: byte 0: expected a line agency,document of an agency of 1 to 3") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, WINNERS, lines -> lines.set(0, "1,Lorca"));
        }
    },
    WINNERS_GONE("winners.csv: byte 0: expected the draw that agencies were told of, found no file") {
        @Override
        void strike(Path dir) throws IOException {
            Files.delete(dir.resolve(WINNERS));
        }
    },
    WINNING_NUMBER_WRITTEN_INTO_A_BET("winners.csv: byte 0: agency 1: expected the winner of byte 0 of bets.csv") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(0, lines.get(0).replaceFirst(",\\d+$", ",7574")));
        }
    },
    WINNING_NUMBER_TAKEN_OUT_OF_A_BET("winners.csv: byte 0: agency 1: expected a winning bet of bets.csv") {
        @Override
        void strike(Path dir) throws IOException {
            editLines(dir, BETS, lines -> lines.set(2, lines.get(2).replaceFirst(",7574$", ",7575")));
        }
    },
    NUMBER_IN_THE_MANIFEST("lottery.properties: byte 0: line 7: expected the checksum of the lines above, .*") {
        @Override
        void strike(Path dir) throws IOException {
            write(dir, MANIFEST, read(dir, MANIFEST).replace("7574", "7575"));
        }
    },
    MANIFEST_EMPTIED("lottery.properties: byte 0: line 1: expected .*") {
        @Override
        void strike(Path dir) throws IOException {
            write(dir, MANIFEST, "");
        }
    },
    BOARD_THAT_COMMITTED_MORE("bets.csv: byte \\d+: expected at least the promised 1000000 bytes, found its end") {
        @Override
        void strike(Path dir) throws IOException {
            setCommitted(dir, 1_000_000);
        }
    },
    BOARD_THAT_COMMITTED_LESS_THAN_IT_FORCED(
            "draw.board: byte 0: expected at least the \\d+ forced bytes of bets.csv to be committed, found 100") {
        @Override
        void strike(Path dir) throws IOException {
            setCommitted(dir, 100);
        }
    };

    static final String BETS = "bets.csv";
    static final String SALES = "finished.csv";
    static final String WINNERS = "winners.csv";
    static final String MANIFEST = "lottery.properties";
    static final String BOARD_FILE = "draw.board";

    private final String named;

    Damage(String named) {
        this.named = named;
    }

    /** A pattern of the line that names it. */
    String named() {
        return named;
    }

    /** The store that is damaged. */
    Stage stage() {
        return Stage.DRAWN;
    }

    abstract void strike(Path dir) throws IOException;

    private interface Edit {
        void apply(List<String> lines);
    }

    private static String read(Path dir, String name) throws IOException {
        return Files.readString(dir.resolve(name), ISO_8859_1);
    }

    private static void write(Path dir, String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text, ISO_8859_1);
    }

    private static void editLines(Path dir, String name, Edit edit) throws IOException {
        List<String> lines = new ArrayList<>(Arrays.asList(read(dir, name).split("\n")));
        edit.apply(lines);
        write(dir, name, String.join("\n", lines) + "\n");
    }

    /** In both commit slots. */
    private static void setCommitted(Path dir, long length) throws IOException {
        byte[] board = Files.readAllBytes(dir.resolve(BOARD_FILE));
        ByteBuffer words = ByteBuffer.wrap(board).order(ByteOrder.nativeOrder());
        words.putLong(128 + 16, length).putLong(192 + 16, length);
        Files.write(dir.resolve(BOARD_FILE), board);
    }
}

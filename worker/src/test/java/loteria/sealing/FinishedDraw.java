package loteria.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import loteria.note.KeyFile;
import loteria.note.KeyType;
import loteria.note.SigningKey;
import loteria.store.file.SampleBets;

/** The directory of a central whose agencies have all finished, and the keys of those who have to do with it. */
final class FinishedDraw {
    static final String ORIGIN = "loteria.example/2026-11-25/nocturna";
    static final int AGENCIES = 4;

    /** Those of the first agency, those of the second and so on: the last has none. */
    private static final int[] BETS = {13, 1, 200, 0};

    final Path dataDir;
    final Path keyFile;
    final SigningKey key;
    final SigningKey witness = SigningKey.generate("escribano.example", KeyType.COSIGNER);

    private FinishedDraw(Path folder) throws IOException {
        dataDir = Files.createDirectory(folder.resolve("data"));
        keyFile = folder.resolve("key");
        key = SigningKey.generate("loteria.example", KeyType.SIGNER);
        KeyFile.create(keyFile, key);
    }

    static FinishedDraw in(Path folder) throws IOException {
        FinishedDraw draw = new FinishedDraw(folder);
        ByteArrayOutputStream bets = new ByteArrayOutputStream();
        for (int position = 1; position <= 200; position++) {
            for (int agency = 1; agency <= AGENCIES; agency++) {
                if (position <= BETS[agency - 1]) {
                    bets.writeBytes((agency + "," + SampleBets.record(agency, position)).getBytes(UTF_8));
                }
            }
        }
        Files.write(draw.dataDir.resolve("bets.csv"), bets.toByteArray());
        StringBuilder finished = new StringBuilder();
        for (int agency : new int[] {3, 1, 4, 2}) {
            int checksum = SampleBets.checksum(agency, BETS[agency - 1]);
            finished.append(
                    agency + "," + BETS[agency - 1] + "," + HexFormat.of().toHexDigits(checksum) + "\n");
        }
        Files.writeString(draw.dataDir.resolve("finished.csv"), finished);
        return draw;
    }

    Sealer sealer() {
        return new Sealer(dataDir, key, ORIGIN, AGENCIES);
    }

    /** Seals, has the witness sign, says the number and draws, without a central. */
    FinishedDraw drawn() throws IOException {
        sealer().run();
        new Witness(dataDir, witness).sign(1_763_900_000);
        new ExtractWriter(dataDir, key, List.of(witness.verifier()))
                .write(SampleBets.WINNING_NUMBER, "Nacional nocturna, acta 812");
        Files.writeString(dataDir.resolve("winners.csv"), winners());
        return this;
    }

    /** What {@code winners.csv} has to hold. */
    static String winners() {
        StringBuilder winners = new StringBuilder();
        for (int agency = 1; agency <= AGENCIES; agency++) {
            for (int position = 1; position <= BETS[agency - 1]; position++) {
                String[] fields = SampleBets.record(agency, position).strip().split(",");
                if (fields[fields.length - 1].equals(Integer.toString(SampleBets.WINNING_NUMBER))) {
                    winners.append(agency + "," + fields[fields.length - 3] + "\n");
                }
            }
        }
        return winners.toString();
    }
}

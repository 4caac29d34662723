package loteria.agency.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loteria.process.PrivateFiles;

/** What an agency keeps of a draw, in files that its user alone can read: whole, or not there. Stateless. */
public final class StoredFile {
    private StoredFile() {}

    /** Writes a text in the place of what was there. */
    public static void write(Path file, String text) throws IOException {
        PrivateFiles.replace(file.toAbsolutePath(), Path.of(file + ".tmp"), text.getBytes(UTF_8));
    }

    /** Writes documents, one a line. */
    public static void write(Path file, List<String> documents) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String document : documents) {
            lines.append(document).append('\n');
        }
        write(file, lines.toString());
    }
}

package loteria.manifest;

import java.io.IOException;

/** A manifest that is none. The message names the file, the line, and what was expected there. */
public final class MalformedManifestException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedManifestException(String message) {
        super(message);
    }
}

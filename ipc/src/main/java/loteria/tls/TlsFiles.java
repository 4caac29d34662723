package loteria.tls;

import java.nio.file.Path;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;

/**
 * Where a program's certificates are, all PEM.
 *
 * @param certificate the program's own, then those between it and its authority
 * @param key of the first certificate: PKCS#8, unencrypted, readable by its owner alone
 * @param authority certificates that the peer's must lead to
 * @param revoked certificate revocation lists of these authorities, or null if nothing is looked up
 */
public record TlsFiles(Path certificate, Path key, Path authority, Path revoked) {

    /**
     * Reads the names of the files, of which a program needs all or none.
     *
     * @param revoked null if the program has no such setting
     * @throws ConfigException if one of the first three is missing, or is no file's name
     */
    public static TlsFiles of(Settings settings, Setting certificate, Setting key, Setting authority, Setting revoked)
            throws ConfigException {
        return new TlsFiles(
                required(settings, certificate),
                required(settings, key),
                required(settings, authority),
                revoked != null && settings.isSet(revoked) ? settings.path(revoked) : null);
    }

    private static Path required(Settings settings, Setting setting) throws ConfigException {
        if (!settings.isSet(setting)) {
            throw settings.unexpected(setting, "a PEM file, beside the other --tls files");
        }
        return settings.path(setting);
    }
}

package loteria.coordinator.config;

import java.io.IOException;
import java.nio.file.Path;
import loteria.config.ConfigException;
import loteria.config.Setting;
import loteria.config.Settings;
import loteria.note.KeyFile;
import loteria.note.KeyName;
import loteria.note.KeyType;
import loteria.note.SigningKey;
import loteria.note.VerifierKey;
import loteria.process.Reason;

/**
 * How a draw is sealed. Loaded for a sealed draw alone.
 *
 * @param key the file of the central's private key, which could be read
 * @param draw which draw it is: the seal's origin
 * @param cosigners a file of the witnesses' public keys, which could be read, or null if there are none
 */
public record SealConfig(Path key, String draw, Path cosigners) {

    /** Reads what the settings say. */
    static SealConfig read(Settings settings, Setting keySetting, Setting drawSetting, Setting cosignersSetting)
            throws ConfigException {
        Path key = settings.path(keySetting);
        String draw = settings.text(drawSetting);
        if (draw == null || !KeyName.isValid(draw)) {
            throw settings.unexpected(
                    drawSetting,
                    "the draw's name, without spaces and plus signs (loteria.example/2026-11-25/nocturna)");
        }
        Path cosigners = settings.isSet(cosignersSetting) ? settings.path(cosignersSetting) : null;
        try {
            SigningKey signer = KeyFile.readSigningKey(key);
            requireType(signer.verifier(), KeyType.SIGNER, key);
            requireName(signer, key, draw);
            if (cosigners != null) {
                for (VerifierKey cosigner : KeyFile.readVerifierKeys(cosigners)) {
                    requireType(cosigner, KeyType.COSIGNER, cosigners);
                }
            }
        } catch (IOException e) {
            throw new ConfigException(Reason.of(e));
        }
        return new SealConfig(key, draw, cosigners);
    }

    private static void requireType(VerifierKey key, KeyType type, Path file) throws ConfigException {
        if (key.type() != type) {
            throw new ConfigException(file + ": expected "
                    + (type == KeyType.SIGNER ? "a central's key" : "witnesses' keys (seal-key new --cosigner)")
                    + ", found the key " + key.name() + " of another kind");
        }
    }

    /** A key seals draws of its own name, or below it. */
    private static void requireName(SigningKey signer, Path key, String draw) throws ConfigException {
        String name = signer.verifier().name();
        if (!draw.equals(name) && !draw.startsWith(name + "/")) {
            throw new ConfigException("--draw: expected " + name + ", or a name below it, which " + key
                    + " is for, found '" + draw + "'");
        }
    }
}

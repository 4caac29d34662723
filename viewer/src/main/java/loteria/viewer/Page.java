package loteria.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page, and the policy under which a browser runs what stands in it and nothing else. Immutable. */
final class Page {
    private static final String RESOURCE = "page.html";

    private final byte[] html;
    private final String policy;

    private Page(String text) {
        this.html = text.getBytes(StandardCharsets.UTF_8);
        this.policy = "default-src 'none'; connect-src 'self'; img-src data:; style-src " + source(text, "style")
                + "; script-src " + source(text, "script")
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** Reads the page from this program's jar. */
    static Page load() {
        try (InputStream resource = Page.class.getResourceAsStream(RESOURCE)) {
            return new Page(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** UTF-8; the caller does not change it. */
    byte[] html() {
        return html;
    }

    /** The value of {@code Content-Security-Policy}. */
    String policy() {
        return policy;
    }

    /** The one block of a kind, as a browser recognizes it: by the hash of every character between its tags. */
    private static String source(String html, String tag) {
        int begin = html.indexOf("<" + tag + ">") + tag.length() + 2;
        String block = html.substring(begin, html.indexOf("</" + tag + ">", begin));
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(block)) + "'";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

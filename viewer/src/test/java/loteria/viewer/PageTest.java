package loteria.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser; {@code make e2e-page} has one. */
class PageTest {
    private final Page page = Page.load();
    private final String html = new String(page.html(), StandardCharsets.UTF_8);

    @Test
    void shouldAllowTheBlocksInItAndNothingElse() {
        String hash = "'sha256-[A-Za-z0-9+/]{43}='";
        String policy = "default-src 'none'; connect-src 'self'; img-src data:; style-src " + hash + "; script-src "
                + hash + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        assertTrue(page.policy().matches(policy), page.policy());
    }

    @Test
    void shouldHoldOneBlockOfEachKindAsThePolicyNamesNoMore() {
        for (String tag : new String[] {"style", "script"}) {
            assertEquals(2, html.split("<" + tag + "\\b", -1).length, tag);
        }
        assertFalse(Pattern.compile("<[^>]+\\s(style|on\\w+)=").matcher(html).find());
    }

    @Test
    void shouldNameNothingOutside() {
        assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("://"));
    }
}

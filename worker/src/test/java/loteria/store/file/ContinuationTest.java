package loteria.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.OptionalInt;
import loteria.manifest.Manifest;
import loteria.manifest.Terms;
import loteria.store.OtherLotteryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuationTest {
    private static final String WAY_OUT = ", or take a new data directory (make docker-compose-down)";

    private final Manifest found = new Manifest(5, OptionalInt.of(1111), "then", "1.1.0", "a-draw");

    private static Terms asked(int agencies, int number, boolean given) {
        return new Terms(agencies, OptionalInt.of(number), given);
    }

    private Manifest decide(Terms asked, boolean hasSales, boolean drawn) throws OtherLotteryException {
        return new Continuation(Path.of("data"), asked).of(found, hasSales, drawn);
    }

    private String refusal(Terms asked, boolean drawn) {
        return assertThrows(OtherLotteryException.class, () -> decide(asked, true, drawn))
                .getMessage();
    }

    @Test
    void shouldTakeWhateverIsAskedBeforeTheFirstSale() throws Exception {
        assertEquals(found.on(3, OptionalInt.of(7574)), decide(asked(3, 7574, false), false, false));
        assertEquals(found.on(0, OptionalInt.of(2)), decide(asked(0, 2, true), false, false));
        assertEquals(found.on(5, OptionalInt.empty()), decide(new Terms(5, OptionalInt.empty(), true), false, false));
    }

    @Test
    void shouldKeepTheNumberThatNobodyRepeats() throws Exception {
        assertEquals(found, decide(asked(5, 7574, false), true, false));
        assertEquals(found, decide(asked(5, 7574, false), true, true));
    }

    @Test
    void shouldChangeTheNumberUntilTheDrawForWhoeverSaysIt() throws Exception {
        assertEquals(found.on(5, OptionalInt.of(7574)), decide(asked(5, 7574, true), true, false));
        assertEquals(found, decide(asked(5, 1111, true), true, true));
        assertEquals(
                "data: the draw is done with number 1111, --winning-number is 7574: start it with 1111" + WAY_OUT,
                refusal(asked(5, 7574, true), true));
    }

    @Test
    void shouldRefuseOtherAgenciesOnceThereAreSales() {
        for (boolean drawn : new boolean[] {false, true}) {
            assertEquals(
                    "data: holds sales of a lottery of 5 agencies, --agencies is 7: start it with 5" + WAY_OUT,
                    refusal(asked(7, 1111, true), drawn));
            refusal(asked(4, 1111, false), drawn);
        }
    }
}

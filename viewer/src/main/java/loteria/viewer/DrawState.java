package loteria.viewer;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/** How far the draw is. */
enum DrawState {
    /** For agencies to close their sales. */
    @SerializedName("waiting")
    WAITING,
    /** All have. */
    @SerializedName("drawing")
    DRAWING,
    /** The winners are on disk. */
    @SerializedName("drawn")
    DRAWN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

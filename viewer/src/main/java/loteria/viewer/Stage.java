package loteria.viewer;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/** How far an agency is. */
enum Stage {
    /** No session, and sales that are open. */
    @SerializedName("absent")
    ABSENT,
    /** In a session that sells. */
    @SerializedName("selling")
    SELLING,
    /** Its sales are closed. */
    @SerializedName("finished")
    FINISHED,
    /** It was told its winners, since the central was started last. */
    @SerializedName("answered")
    ANSWERED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

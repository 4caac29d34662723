package loteria.viewer;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/** How far an agency is. */
enum Stage {
    /** No session, and sales that are open. */
    @SerializedName("absent")
    ABSENT,
    /** Sales that are open, but an operator has disabled it. */
    @SerializedName("disabled")
    DISABLED,
    /** In a session that sells. */
    @SerializedName("selling")
    SELLING,
    /** It has closed its sales. */
    @SerializedName("finished")
    FINISHED,
    /** Its sales were closed by an operator. */
    @SerializedName("closed")
    CLOSED,
    /** It was told its winners, since the central was started last. */
    @SerializedName("answered")
    ANSWERED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

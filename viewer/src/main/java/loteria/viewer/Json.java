package loteria.viewer;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Records as JSON, each in one line. Safe for all threads. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(Instant.class, new Time())
            .registerTypeAdapter(Life.class, new Running())
            .create();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value);
    }

    /** A time as {@code 2026-11-21T12:00:00.000Z}. */
    private static final class Time extends TypeAdapter<Instant> {
        private static final DateTimeFormatter MILLIS =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        @Override
        public void write(JsonWriter out, Instant time) throws IOException {
            out.value(time == null ? null : MILLIS.format(time));
        }

        @Override
        public Instant read(JsonReader in) throws IOException {
            return Instant.parse(in.nextString());
        }
    }

    /** Whether something runs: true, false, or null where that cannot be seen. */
    private static final class Running extends TypeAdapter<Life> {
        @Override
        public void write(JsonWriter out, Life life) throws IOException {
            out.value(life == Life.UNSEEN ? null : Boolean.valueOf(life == Life.RUNNING));
        }

        @Override
        public Life read(JsonReader in) {
            throw new UnsupportedOperationException("a status is written only");
        }
    }
}

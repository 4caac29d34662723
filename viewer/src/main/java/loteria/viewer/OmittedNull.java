package loteria.viewer;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** A text that is left out of its object, with its name, where it is null: other nulls are written. */
final class OmittedNull extends TypeAdapter<String> {
    @Override
    public void write(JsonWriter out, String text) throws IOException {
        boolean nulls = out.getSerializeNulls();
        out.setSerializeNulls(false);
        out.value(text);
        out.setSerializeNulls(nulls);
    }

    @Override
    public String read(JsonReader in) {
        throw new UnsupportedOperationException("a status is written only");
    }
}

package loteria.agency;

import java.io.Closeable;

/** Something open that says itself how its closing went. Closing twice is harmless. */
interface Resource extends Closeable {
    @Override
    void close();
}

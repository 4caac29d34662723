package loteria.agency;

import java.util.ArrayList;
import java.util.List;

/** What is open, so that it is closed however the process ends. Safe for all threads. */
final class Resources {
    private final List<Resource> open = new ArrayList<>();

    synchronized <R extends Resource> R add(R resource) {
        open.add(resource);
        return resource;
    }

    synchronized void close(Resource resource) {
        if (open.remove(resource)) {
            resource.close();
        }
    }

    /** Closes all, the newest first. */
    synchronized void closeAll() {
        while (!open.isEmpty()) {
            open.remove(open.size() - 1).close();
        }
    }
}

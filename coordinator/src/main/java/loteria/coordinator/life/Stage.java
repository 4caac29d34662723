package loteria.coordinator.life;

/** How far a coordinator has come, in this order. */
public enum Stage {
    /** All workers take sessions. */
    WORKERS_READY,
    /** The page, if there is to be one, listens. */
    PAGE_READY,
    /** The central stops, and all its children have ended. */
    CHILDREN_GONE
}

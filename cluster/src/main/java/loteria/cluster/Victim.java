package loteria.cluster;

/** What is killed in the middle of the sales. */
enum Victim {
    NOTHING,
    CENTRAL,
    BROKER
}

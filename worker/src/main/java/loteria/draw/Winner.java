package loteria.draw;

/** A winning bet: who sold it, and the document of who made it. */
public record Winner(int agency, String document) {}

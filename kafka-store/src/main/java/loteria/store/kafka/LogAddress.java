package loteria.store.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * Where a draw's log is: {@code kafka:HOST:PORT[,HOST:PORT...]/DRAW}. Its topics are {@code DRAW.bets}, with a
 * partition for each agency, and {@code DRAW.draw}, with one. Immutable.
 *
 * @param brokers of whom one at least must answer
 * @param draw its name
 */
record LogAddress(String brokers, String draw) {
    private static final String SCHEME = "kafka:";

    /**
     * @param text of the form above
     * @throws IllegalArgumentException if it is none
     */
    static LogAddress parse(String text) {
        int slash = text.lastIndexOf('/');
        if (!text.startsWith(SCHEME) || slash <= SCHEME.length() || slash == text.length() - 1) {
            throw new IllegalArgumentException("expected kafka:HOST:PORT,.../DRAW, found " + text);
        }
        return new LogAddress(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    String betsTopic() {
        return draw + ".bets";
    }

    String drawTopic() {
        return draw + ".draw";
    }

    /** Where an agency's sales are. */
    TopicPartition sales(int agency) {
        return new TopicPartition(betsTopic(), agency - 1);
    }

    /** Where the lottery, closed sales and the draw are. */
    TopicPartition ofDraw() {
        return new TopicPartition(drawTopic(), 0);
    }
}

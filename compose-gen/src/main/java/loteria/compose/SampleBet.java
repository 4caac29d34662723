package loteria.compose;

/** The bet that a client places in exercise 5: the course's example for the first one, other people for the others. */
record SampleBet(String firstName, String lastName, String document, String birthdate, String number) {
    private static final String[] FIRST_NAMES = {
        "Santiago Lionel", "Agustín", "María Laura", "Joaquín", "Camila", "Nicolás", "Lucía", "Tomás", "Belén", "Martín"
    };
    private static final String[] LAST_NAMES = {
        "Lorca", "Zambrano", "Peña", "Gutiérrez", "Ávalos", "Núñez", "Ferreyra", "Müller", "Acuña"
    };
    private static final int DOCUMENT = 30_904_465;
    private static final int YEAR = 1999;
    private static final int YEARS = 40;
    private static final int NUMBER = 7574;
    private static final int NUMBERS = 10_000;

    /** @param client from 1 */
    static SampleBet of(int client) {
        int i = client - 1;
        return new SampleBet(
                FIRST_NAMES[i % FIRST_NAMES.length],
                LAST_NAMES[i % LAST_NAMES.length],
                String.valueOf(DOCUMENT + i),
                YEAR - i % YEARS + "-03-17",
                String.valueOf((NUMBER + i) % NUMBERS));
    }
}

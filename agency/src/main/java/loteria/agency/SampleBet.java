package loteria.agency;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Made-up bets, one after the other, as lines of bytes. The random numbers are SplitMix64's, written out here so that a
 * seed means the same bets on every Java.
 */
final class SampleBet {
    /** Bytes of the longest line. */
    static final int MAX_LINE_BYTES = 128;

    static final int WINNING_NUMBER = 7574;

    private static final int NUMBERS = 10_000;
    private static final int FIRST_DOCUMENT = 5_000_000;
    private static final int DOCUMENTS = 41_000_000;
    private static final int FIRST_YEAR = 1950;
    private static final int YEARS = 56;
    private static final int[] DAYS_IN_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final byte[][] FIRST_NAMES =
            split("Agustín,Alejandro,Alma,Ana,Antonella,Axel,Bautista,Belén,Benjamín,Bruno,Camila,Candela,"
                    + "Carolina,Catalina,Ciro,Delfina,Diego,Emanuel,Emilia,Facundo,Federico,Felipe,Florencia,"
                    + "Franco,Gael,Guadalupe,Ignacio,Iván,Jazmín,Joaquín,José,Juan,Julieta,Kiara,Lara,Lautaro,"
                    + "Lucas,Lucía,Luis,Malena,Marcos,María,Martín,Mateo,Matías,Micaela,Milagros,Nahuel,Nicolás,"
                    + "Olivia,Pablo,Pilar,Ramón,Renata,Rocío,Sebastián,Santiago,Sofía,Thiago,Tomás,Uriel,Valentina,"
                    + "Ximena,Zoe");

    private static final byte[][] LAST_NAMES =
            split("Acosta,Aguirre,Álvarez,Benítez,Blanco,Borges,Bustos,Cabrera,Carranza,Castillo,Córdoba,"
                    + "Correa,De León,Díaz,Domínguez,Escobar,Farina,Fernández,Figueroa,Flores,Fornerón,García,"
                    + "Giménez,Gómez,González,Gutiérrez,Hernández,Herrera,Huarte,Ibáñez,Juárez,Leiva,López,Lorca,"
                    + "Luna,Maldonado,Mamani,Martínez,Medina,Mejía,Molina,Morales,Muñoz,Núñez,Ojeda,Ortiz,Páez,"
                    + "Peralta,Pereyra,Pérez,Quiroga,Ramírez,Ríos,Rivera,Rodríguez,Romero,Rotman,Ruiz,Saldaña,"
                    + "Sánchez,Suárez,Torres,Valenzuela,Vázquez");

    private long state;
    private byte[] line;
    private int at;

    SampleBet(int seed, int agency) {
        state = mix((long) seed << 32 | agency);
    }

    /**
     * Writes the next bet, CRLF-ended.
     *
     * @return the offset just past it
     */
    int write(byte[] target, int from, boolean winning) {
        line = target;
        at = from;
        long names = next();
        put(FIRST_NAMES[(int) (names & 63)]);
        if ((names >> 6 & 3) != 0) {
            line[at++] = ' ';
            put(FIRST_NAMES[(int) (names >> 8 & 63)]);
        }
        line[at++] = ',';
        put(LAST_NAMES[(int) (names >> 14 & 63)]);
        line[at++] = ',';
        putNumber(FIRST_DOCUMENT + below(DOCUMENTS, names >>> 32));
        line[at++] = ',';
        long rest = next();
        putDate(below(YEARS * 12, rest & 0xffff_ffffL), rest >>> 48);
        line[at++] = ',';
        // The winning number is dealt out, not drawn: its place is taken by its neighbour.
        int number = below(NUMBERS, next() >>> 32);
        putNumber(winning ? WINNING_NUMBER : number == WINNING_NUMBER ? number + 1 : number);
        line[at++] = '\r';
        line[at++] = '\n';
        return at;
    }

    private void putDate(int month, long chance) {
        int year = FIRST_YEAR + month / 12;
        int ofYear = month % 12;
        // Every fourth year is a leap year between 1950 and 2005.
        int days = ofYear == 1 && year % 4 == 0 ? 29 : DAYS_IN_MONTH[ofYear];
        putNumber(year);
        line[at++] = '-';
        putTwoDigits(ofYear + 1);
        line[at++] = '-';
        putTwoDigits(1 + (int) (chance * days >>> 16));
    }

    private void putTwoDigits(int value) {
        line[at++] = (byte) ('0' + value / 10);
        line[at++] = (byte) ('0' + value % 10);
    }

    private void putNumber(int value) {
        int digits = 1;
        for (int rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    private void put(byte[] text) {
        System.arraycopy(text, 0, line, at, text.length);
        at += text.length;
    }

    /** A number below {@code bound} for 32 random bits. */
    private static int below(int bound, long bits) {
        return (int) (bits * bound >>> 32);
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        return mix(state);
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static byte[][] split(String names) {
        String[] all = names.split(",");
        byte[][] bytes = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            bytes[i] = all[i].getBytes(UTF_8);
        }
        return bytes;
    }
}

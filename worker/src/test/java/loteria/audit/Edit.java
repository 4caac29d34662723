package loteria.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What somebody does to a file, anywhere in it. */
enum Edit {
    FLIP {
        @Override
        byte[] of(byte[] bytes, Random random) {
            byte[] edited = bytes.clone();
            edited[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return edited;
        }
    },
    CUT {
        @Override
        byte[] of(byte[] bytes, Random random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    DELETE {
        @Override
        byte[] of(byte[] bytes, Random random) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(60));
            return join(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
        }
    },
    INSERT {
        @Override
        byte[] of(byte[] bytes, Random random) {
            int at = random.nextInt(bytes.length + 1);
            byte[] more = new byte[1 + random.nextInt(60)];
            random.nextBytes(more);
            return join(Arrays.copyOf(bytes, at), more, Arrays.copyOfRange(bytes, at, bytes.length));
        }
    },
    SWAP_LINES {
        @Override
        byte[] of(byte[] bytes, Random random) {
            List<String> lines = lines(bytes);
            Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
            return String.join("", lines).getBytes(ISO_8859_1);
        }
    },
    DELETE_LINE {
        @Override
        byte[] of(byte[] bytes, Random random) {
            List<String> lines = lines(bytes);
            lines.remove(random.nextInt(lines.size()));
            return String.join("", lines).getBytes(ISO_8859_1);
        }
    },
    /** Before another one: behind the last it could be what a writer that died has left. */
    REPEAT_LINE {
        @Override
        byte[] of(byte[] bytes, Random random) {
            List<String> lines = lines(bytes);
            lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
            return String.join("", lines).getBytes(ISO_8859_1);
        }
    };

    /** @param bytes at least one */
    abstract byte[] of(byte[] bytes, Random random);

    private static List<String> lines(byte[] bytes) {
        return new ArrayList<>(Arrays.asList(new String(bytes, ISO_8859_1).split("(?<=\n)")));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

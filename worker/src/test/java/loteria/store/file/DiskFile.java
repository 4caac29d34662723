package loteria.store.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What of one file is on disk, and what was done to it since it was forced. */
final class DiskFile {
    private byte[] durable;
    private final List<Change> pending = new ArrayList<>();

    /** Bytes written at an offset; or, without bytes, a cut to it. */
    private record Change(int offset, byte[] bytes) {}

    DiskFile(byte[] durable) {
        this.durable = durable;
    }

    byte[] durable() {
        return durable;
    }

    void written(long offset, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        pending.add(new Change((int) offset, copy));
    }

    void truncated(long length) {
        pending.add(new Change((int) length, null));
    }

    /** What was changed since the last force, successful or not, is on disk. */
    void forced() {
        for (Change change : pending) {
            durable = change.bytes == null
                    ? Arrays.copyOf(durable, Math.min(durable.length, change.offset))
                    : overlaid(durable, change, 0, change.bytes.length);
        }
        pending.clear();
    }

    /** As the kernel does: what could not be written is clean from now on, and on no disk. */
    void forceFailed() {
        pending.clear();
    }

    private static byte[] overlaid(byte[] before, Change change, int from, int to) {
        byte[] image = Arrays.copyOf(before, Math.max(before.length, change.offset + to));
        System.arraycopy(change.bytes, from, image, change.offset + from, to - from);
        return image;
    }

    /** What a power loss leaves: of the changes any parts, in any order, up to any length that the file ever had. */
    byte[] afterPowerLoss(Random random) {
        byte[] image = durable;
        int length = durable.length;
        int shortest = length;
        int longest = length;
        int kept = random.nextInt(5);
        for (Change change : pending) {
            if (change.bytes == null) {
                length = Math.min(length, change.offset);
                if (random.nextInt(4) < kept) {
                    image = Arrays.copyOf(image, Math.min(image.length, change.offset));
                }
            } else {
                length = Math.max(length, change.offset + change.bytes.length);
                image = withParts(image, change, random, kept);
            }
            shortest = Math.min(shortest, length);
            longest = Math.max(longest, length);
        }
        int size =
                switch (random.nextInt(3)) {
                    case 0 -> length;
                    case 1 -> longest;
                    default -> shortest + random.nextInt(longest - shortest + 1);
                };
        return Arrays.copyOf(image, size);
    }

    /** Some parts of a write, cut at arbitrary bytes; what is between them stays as it was, or zero. */
    private static byte[] withParts(byte[] before, Change change, Random random, int kept) {
        byte[] image = before;
        int at = 0;
        while (at < change.bytes.length) {
            int part = 1 + random.nextInt(change.bytes.length - at);
            if (random.nextInt(4) < kept) {
                image = overlaid(image, change, at, at + part);
            }
            at += part;
        }
        return image;
    }
}

package loteria.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that has room for some bytes more, and then fails once. Of use for what a register uses. */
final class FullDisk extends FileChannel {
    private final FileChannel file;
    private int room = Integer.MAX_VALUE;

    FullDisk(FileChannel file) {
        this.file = file;
    }

    /** The write that comes to the end of so many bytes fails. */
    void leaveRoom(int bytes) {
        room = bytes;
    }

    @Override
    public int write(ByteBuffer bytes, long offset) throws IOException {
        if (bytes.remaining() <= room) {
            return file.write(bytes, offset);
        }
        if (room == 0) {
            room = Integer.MAX_VALUE;
            throw new IOException("No space left on device");
        }
        ByteBuffer part = bytes.slice(bytes.position(), room);
        int count = file.write(part, offset);
        bytes.position(bytes.position() + count);
        room -= count;
        return count;
    }

    @Override
    public int read(ByteBuffer bytes, long offset) throws IOException {
        return file.read(bytes, offset);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long length) throws IOException {
        file.truncate(length);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metadata) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}

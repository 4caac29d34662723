package loteria.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file of a {@link FaultyDisk}: every operation may be the one that fails. Of use for what the store uses. */
final class FaultyChannel extends FileChannel {
    private final FaultyDisk disk;
    private final FileChannel file;
    private final String name;

    FaultyChannel(FaultyDisk disk, FileChannel file, String name) {
        this.disk = disk;
        this.file = file;
        this.name = name;
    }

    @Override
    public int write(ByteBuffer bytes, long offset) throws IOException {
        int fault = disk.shortWrite(name, bytes.remaining());
        if (fault >= 0) {
            write(bytes, offset, fault);
            disk.fail("write " + name);
        }
        return write(bytes, offset, disk.atMost(bytes.remaining()));
    }

    private int write(ByteBuffer bytes, long offset, int count) throws IOException {
        ByteBuffer part = bytes.slice(bytes.position(), count);
        disk.file(name).written(offset, part.duplicate());
        while (part.hasRemaining()) {
            file.write(part, offset + part.position());
        }
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public FileChannel truncate(long length) throws IOException {
        disk.step("truncate " + name);
        disk.file(name).truncated(length);
        file.truncate(length);
        return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.force(name);
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int read(ByteBuffer bytes, long offset) throws IOException {
        disk.step("read " + name);
        return file.read(bytes, offset);
    }

    @Override
    public long size() throws IOException {
        disk.step("size " + name);
        return file.size();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        disk.step("lock " + name);
        return file.lock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
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
}

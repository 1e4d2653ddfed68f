package ai.gatewayz.sync.activities.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * A provider's complete list: its pages in UTF-8 without byte order marks, a line break between two, compressed in a
 * temp file that closing deletes.
 */
public final class FetchedBody implements AutoCloseable {
    private final FileChannel file;
    private final String sha256;
    private final long decodedBytes;
    private final int pages;
    private final long gzipBytes;

    FetchedBody(FileChannel file, String sha256, long decodedBytes, int pages, long gzipBytes) {
        this.file = file;
        this.sha256 = sha256;
        this.decodedBytes = decodedBytes;
        this.pages = pages;
        this.gzipBytes = gzipBytes;
    }

    /** The hash of the uncompressed text, as 64 lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    /** Bytes of the uncompressed text. */
    public long decodedBytes() {
        return decodedBytes;
    }

    /** Documents in the text. */
    public int pages() {
        return pages;
    }

    /** Bytes of the compressed text. */
    public long gzipBytes() {
        return gzipBytes;
    }

    /** The compressed text from its start; may be opened repeatedly, until this body is closed. */
    public InputStream openGzip() {
        return new FromStart(file);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temp file", e);
        }
    }

    @Override
    public String toString() {
        return "FetchedBody[" + pages + " pages, " + decodedBytes + " bytes, sha256 " + sha256 + "]";
    }

    /** Reads the file with a position of its own. */
    private static final class FromStart extends InputStream {
        private final FileChannel file;
        private long position;

        FromStart(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (length == 0) {
                return 0;
            }
            int count = file.read(ByteBuffer.wrap(buffer, offset, length), position);
            position += Math.max(count, 0);
            return count;
        }
    }
}

package ai.gatewayz.sync.activities.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses and hashes decoded pages into a temp file. Trouble with the file is ours, not the provider's: it is an
 * {@link UncheckedIOException}.
 */
final class BodySpool {
    /** Names of its files begin like this; whose they are can be seen where names stay until a file is closed. */
    static final String PREFIX = "catalog-fetch-" + ProcessHandle.current().pid() + "-";

    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;
    private final Gzip gzip;
    private final MessageDigest sha256;
    private long bytes;
    private int pages;

    private BodySpool(FileChannel file, Gzip gzip) {
        this.file = file;
        this.gzip = gzip;
        this.sha256 = sha256();
    }

    static BodySpool create() {
        try {
            Path path = Files.createTempFile(PREFIX, ".gz");
            // POSIX systems remove the name at once, so that even a killed process leaves nothing behind.
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            return new BodySpool(file, new Gzip(out));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temp file", e);
        }
    }

    /** The next document starts; a line break keeps it apart from the one before. */
    void startPage() {
        if (pages > 0) {
            write(new byte[] {'\n'}, 0, 1);
        }
        pages++;
    }

    void write(byte[] buffer, int offset, int length) {
        sha256.update(buffer, offset, length);
        bytes += length;
        try {
            gzip.write(buffer, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the temp file", e);
        }
    }

    /** Everything is written; the file now belongs to the result. */
    FetchedBody finish() {
        try {
            gzip.close();
            return new FetchedBody(file, HexFormat.of().formatHex(sha256.digest()), bytes, pages, file.size());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the temp file", e);
        }
    }

    /** The fetch failed: the file goes. */
    void discard() {
        gzip.abandon();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temp file", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A compressor whose native memory can be freed while the file stays open, or without writing to it. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
        }

        @Override
        public void close() throws IOException {
            finish();
            flush();
            abandon();
        }

        void abandon() {
            def.end();
        }
    }
}

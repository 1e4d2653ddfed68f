package ai.gatewayz.sync.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A finished answer. Its compressed form is made on the first demand and kept, as cached bodies are served often. */
final class Body {
    static final String JSON = "application/json";
    static final String HTML = "text/html; charset=utf-8";
    /** Below this many bytes compression gains nothing. */
    private static final int SMALL = 512;

    private final int status;
    private final String contentType;
    private final byte[] bytes;
    private final @Nullable Padding padding;
    private byte @Nullable [] gzipped;

    Body(int status, String contentType, byte[] bytes) {
        this(status, contentType, bytes, null);
    }

    private Body(int status, String contentType, byte[] bytes, @Nullable Padding padding) {
        this.status = status;
        this.contentType = contentType;
        this.bytes = bytes;
        this.padding = padding;
    }

    /** A list whose rows are made while it is sent. */
    static Body padded(Padding padding) {
        return new Body(200, JSON, new byte[0], padding);
    }

    /** What is sent in place of the bytes, or null. */
    @Nullable
    Padding padding() {
        return padding;
    }

    static Body json(int status, String text) {
        return new Body(status, JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    static Body html(int status, String text) {
        String page = "<!DOCTYPE html><html><head><title>" + text + "</title></head><body><h1>" + text
                + "</h1></body></html>";
        return new Body(status, HTML, page.getBytes(StandardCharsets.UTF_8));
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean worthCompressing() {
        return bytes.length >= SMALL;
    }

    synchronized byte[] gzipped() {
        byte[] known = gzipped;
        if (known == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
            try (OutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("compressing in memory", e);
            }
            known = out.toByteArray();
            gzipped = known;
        }
        return known;
    }
}

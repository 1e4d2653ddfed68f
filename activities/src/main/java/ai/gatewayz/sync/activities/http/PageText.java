package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import java.io.IOException;
import java.io.InputStream;
import okio.BufferedSource;
import okio.ByteString;
import okio.GzipSource;
import okio.Okio;
import okio.Source;

/**
 * The decoded text of one page. Whoever reads it to its end has also written it to the spool and checked that it looks
 * like one whole JSON document in UTF-8 of permitted size; it is not parsed here.
 */
final class PageText extends InputStream {
    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

    private final PageCall page;
    private final MeteredSource wire;
    private final BufferedSource text;
    private final TransferLimits limits;
    private final PageSink sink;
    private final Utf8Check utf8 = new Utf8Check();
    private boolean started;
    private boolean ended;
    private long count;
    private byte first;
    private byte last;

    /** Where the text goes, how much of it the whole fetch may still take, and what must not be in it. */
    record PageSink(BodySpool spool, FetchWatch watch, long allowedBytes, EchoedKey echo) {}

    PageText(PageCall page, MeteredSource wire, boolean gzipped, TransferLimits limits, PageSink sink) {
        this.page = page;
        this.wire = wire;
        this.text = Okio.buffer(gzipped ? new GzipSource(wire) : (Source) wire);
        this.limits = limits;
        this.sink = sink;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        if (!started) {
            started = true;
            skipByteOrderMark();
        }
        int read = text.read(buffer, offset, length);
        if (read < 0) {
            ended = true;
            checkEnd();
            return -1;
        }
        checkSize(read);
        checkText(buffer, offset, read);
        sink.spool().write(buffer, offset, read);
        sink.watch().decoded(read);
        return read;
    }

    /** Decoded bytes so far. */
    long count() {
        return count;
    }

    private void skipByteOrderMark() throws IOException {
        if (text.rangeEquals(0, BYTE_ORDER_MARK)) {
            text.skip(BYTE_ORDER_MARK.size());
        }
    }

    private void checkSize(int read) {
        count += read;
        if (count > sink.allowedBytes()) {
            throw page.failure(Kind.TOO_LARGE, "the list is over the limit of decoded bytes");
        }
        if (count > limits.ratioFreeBytes() && count / limits.maxRatio() > wire.count()) {
            throw page.failure(Kind.TOO_LARGE, "the answer expands more than " + limits.maxRatio() + " times");
        }
    }

    private void checkText(byte[] buffer, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (buffer[i] == 0) {
                throw page.failure(Kind.BAD_PAYLOAD, "the answer holds a NUL byte, so it is no JSON in UTF-8");
            }
        }
        noteEdges(buffer, offset, end);
        if (!utf8.accept(buffer, offset, length)) {
            throw page.failure(Kind.BAD_PAYLOAD, "the answer is not UTF-8");
        }
        // Bodies are kept; a key must not be kept with them.
        if (sink.echo().isIn(buffer, offset, length)) {
            throw page.failure(Kind.BAD_PAYLOAD, "the answer repeats the key that it was asked with");
        }
    }

    private void noteEdges(byte[] buffer, int offset, int end) {
        int from = offset;
        while (from < end && isSpace(buffer[from])) {
            from++;
        }
        if (from == end) {
            return;
        }
        if (first == 0) {
            first = buffer[from];
            if (first != '{' && first != '[') {
                throw page.failure(Kind.BAD_PAYLOAD, "the answer is neither a JSON object nor an array");
            }
        }
        int to = end - 1;
        while (isSpace(buffer[to])) {
            to--;
        }
        last = buffer[to];
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    private void checkEnd() {
        if (first == 0) {
            throw page.failure(Kind.EMPTY, "the answer is empty");
        }
        if (!utf8.isComplete() || last != (first == '{' ? '}' : ']')) {
            throw page.failure(Kind.BAD_PAYLOAD, "the answer ends in the middle of its document");
        }
    }
}

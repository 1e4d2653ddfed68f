package ai.gatewayz.sync.activities.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells whether a stream of bytes is well-formed UTF-8, without keeping it. */
final class Utf8Check {
    private static final int CHUNK = 8 * 1024;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);

    /** Takes more bytes; false as soon as they cannot be UTF-8. */
    boolean accept(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int from = afterAscii(buffer, offset, end);
        while (from < end) {
            int part = Math.min(bytes.remaining(), end - from);
            bytes.put(buffer, from, part);
            from += part;
            if (decode(false).isError()) {
                return false;
            }
            from = afterAscii(buffer, from, end);
        }
        return true;
    }

    /** Most lists are hardly anything but ASCII, which needs no decoder unless a character has just begun. */
    private int afterAscii(byte[] buffer, int from, int end) {
        int i = from;
        while (bytes.position() == 0 && i < end && buffer[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Whether the stream may end here. */
    boolean isComplete() {
        return !decode(true).isError();
    }

    private CoderResult decode(boolean end) {
        bytes.flip();
        CoderResult result = decoder.decode(bytes, chars, end);
        chars.clear();
        bytes.compact();
        return result;
    }
}

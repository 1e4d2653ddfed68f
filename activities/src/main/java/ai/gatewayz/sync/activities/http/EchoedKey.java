package ai.gatewayz.sync.activities.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Looks for the key of a request in what is answered to it, however the answer is cut into pieces. */
final class EchoedKey {
    /** Below this a word is no secret, and may well occur in a list. */
    private static final int SHORTEST = 16;

    private final byte[] key;
    /** How much of the key is matched still when its next byte does not come. */
    private final int[] fallback;

    private int matched;

    private EchoedKey(byte[] key) {
        this.key = key;
        this.fallback = fallback(key);
    }

    /**
     * A search for a key.
     *
     * @param header the header's value that was sent; null without one
     * @param prefix what stands before the key in it
     */
    static EchoedKey of(@Nullable String header, String prefix) {
        if (header == null || header.length() - prefix.length() < SHORTEST) {
            return new EchoedKey(new byte[0]);
        }
        return new EchoedKey(header.substring(prefix.length()).getBytes(StandardCharsets.US_ASCII));
    }

    private static int[] fallback(byte[] key) {
        int[] fallback = new int[key.length];
        int length = 0;
        for (int i = 1; i < key.length; i++) {
            while (length > 0 && key[i] != key[length]) {
                length = fallback[length - 1];
            }
            if (key[i] == key[length]) {
                length++;
            }
            fallback[i] = length;
        }
        return fallback;
    }

    /** Reads on; true when the key was completed. */
    boolean isIn(byte[] buffer, int offset, int length) {
        if (key.length == 0) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            while (matched > 0 && buffer[i] != key[matched]) {
                matched = fallback[matched - 1];
            }
            if (buffer[i] == key[matched] && ++matched == key.length) {
                matched = 0;
                return true;
            }
        }
        return false;
    }
}

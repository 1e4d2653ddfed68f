package ai.gatewayz.sync.activities.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses overlong UTF-8, the one malformation that the JSON parser decodes instead of refusing: with it, two different
 * byte strings would be the same id.
 */
final class StrictUtf8Stream extends FilterInputStream {
    private byte last;

    StrictUtf8Stream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            check((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            check(buffer[i]);
        }
        return count;
    }

    private void check(byte next) throws MalformedCatalogException {
        if (next < 0) {
            int lead = last & 0xFF;
            int value = next & 0xFF;
            if (value == 0xC0 || value == 0xC1 || (lead == 0xE0 && value < 0xA0) || (lead == 0xF0 && value < 0x90)) {
                throw new MalformedCatalogException("overlong UTF-8");
            }
        }
        last = next;
    }
}

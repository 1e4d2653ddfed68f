package ai.gatewayz.sync.activities.stage;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row in PostgreSQL's COPY text format. */
final class CopyRow {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder line = new StringBuilder(512);
    private int columns;

    CopyRow add(@Nullable Object value) {
        if (columns++ > 0) {
            line.append('\t');
        }
        if (value == null) {
            line.append("\\N");
        } else if (value instanceof byte[] bytes) {
            line.append("\\\\x").append(HEX.formatHex(bytes));
        } else if (value instanceof Boolean flag) {
            line.append(flag ? 't' : 'f');
        } else if (value instanceof Long || value instanceof Instant) {
            line.append(value);
        } else if (value instanceof BigDecimal amount) {
            line.append(amount.toPlainString());
        } else {
            escape(value.toString());
        }
        return this;
    }

    /** An array of texts, each quoted. */
    CopyRow addArray(List<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            array.append(array.length() > 1 ? ",\"" : "\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return add(array.append('}').toString());
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }

    byte[] toBytes() {
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}

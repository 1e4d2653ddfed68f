package ai.gatewayz.sync.activities.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CopyRowTest {
    private static String text(CopyRow row) {
        return new String(row.toBytes(), UTF_8);
    }

    @Test
    void row_separatesByTabsAndEndsWithALineBreak() {
        CopyRow row = new CopyRow()
                .add("a")
                .add(null)
                .add(7L)
                .add(true)
                .add(false)
                .add(Instant.EPOCH)
                .add(new byte[] {0, (byte) 0xFF});
        assertThat(text(row)).isEqualTo("a\t\\N\t7\tt\tf\t1970-01-01T00:00:00Z\t\\\\x00ff\n");
    }

    @Test
    void text_isEscaped() {
        assertThat(text(new CopyRow().add("\\N\t\n\r\\"))).isEqualTo("\\\\N\\t\\n\\r\\\\\n");
        assertThat(text(new CopyRow().add("").add("\u00E9\uD83D\uDE80"))).isEqualTo("\t\u00E9\uD83D\uDE80\n");
    }

    @Test
    void array_quotesEachWord() {
        assertThat(text(new CopyRow().addArray(List.of()))).isEqualTo("{}\n");
        assertThat(text(new CopyRow().addArray(List.of("a", "b,c", "d\"e", "f\\g", "{h}", "NULL"))))
                .isEqualTo("{\"a\",\"b,c\",\"d\\\\\"e\",\"f\\\\\\\\g\",\"{h}\",\"NULL\"}\n");
    }
}

package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoedKeyTest {
    private static final String KEY = "sk-ababac-ababad-0123";

    private static boolean found(@Nullable String header, String prefix, int piece, String text) {
        EchoedKey echo = EchoedKey.of(header, prefix);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (int at = 0; at < bytes.length; at += piece) {
            found |= echo.isIn(bytes, at, Math.min(piece, bytes.length - at));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "1000"})
    void key_isFound_howeverTheTextIsCut(int piece) {
        assertThat(found("Bearer " + KEY, "Bearer ", piece, "{\"error\":\"bad key " + KEY + "\"}"))
                .isTrue();
        assertThat(found("Bearer " + KEY, "Bearer ", piece, "sk-ababsk-ababac-ababac-" + KEY + "x"))
                .isTrue();
        assertThat(found(KEY, "", piece, KEY)).isTrue();
        assertThat(found("Bearer " + KEY, "Bearer ", piece, "sk-ababac-ababad-012 sk-ababac-ababae-0123"))
                .isFalse();
    }

    @Test
    void withoutAKey_nothingIsFound() {
        assertThat(found(null, "Bearer ", 10, "Bearer null")).isFalse();
        assertThat(found("Bearer simulated", "Bearer ", 10, "a simulated model"))
                .isFalse();
    }
}

package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.http.LoggedPath;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedPathTest {
    private static final Set<String> OWN = Set.of("Own-key-9+x", "half/of-it/9");
    private final LoggedPath logged = new LoggedPath(OWN::contains);

    @ParameterizedTest
    @CsvSource({
        "/models/groq/Own-key-9+x, 200, /models/groq/-",
        "/models/groq/Own-key-9%2Bx/history, 404, /models/groq/-/history",
        "/prices/groq/half/of-it/9, 404, /prices/groq/-",
        "/prices/groq/half%2Fof-it%2F9, 404, /prices/groq/-",
        "/models/groq/0a1b2c3d4e5f60718293a4b5c6d7e8f9, 404, /models/groq/-",
        "/models/groq/0a1b2c3d4e5f60718293a4b5c6d7e8f9, 200, /models/groq/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "/models/fireworks/accounts/fireworks/models/llama-v3p1-405b-instruct-long, 404, "
                + "/models/fireworks/accounts/fireworks/models/llama-v3p1-405b-instruct-long",
        "/models/groq/averylongnamethathasnodigits, 404, /models/groq/averylongnamethathasnodigits",
        "/admin/jobs/catalog-sync:manual:0b0c6f0e-7f0d-4f0a-9a53-0d1f52a6f001, 404, "
                + "/admin/jobs/catalog-sync:manual:0b0c6f0e-7f0d-4f0a-9a53-0d1f52a6f001",
        "/models/%zz/x, 400, /models/%zz/x",
        ", 400, -",
    })
    void aPath_tellsIds_andNoKeys(String raw, int status, String shown) {
        assertThat(logged.of(raw, status)).isEqualTo(shown);
    }

    @Test
    void aLongPath_isCut_inBoundedTime() {
        long begun = System.nanoTime();
        assertThat(logged.of("/models" + "/a\u00e9".repeat(4000), 404))
                .hasSize(300)
                .endsWith("/a?/a");
        assertThat(logged.of("/" + "a".repeat(8000), 404)).hasSize(300);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
}

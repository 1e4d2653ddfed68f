package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingHeaderTest {
    private MockWebServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MockWebServer();
        server.start();
        server.enqueue(new MockResponse.Builder().body("[]").build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void fetch(Map<String, String> environment) {
        String base = server.url("").toString();
        FetchSettings settings = FetchFixture.settings(base.substring(0, base.length() - 1));
        try (ProviderHttpClient client = FetchFixture.client(settings, environment)) {
            client.fetch(SampleProviders.withSettingHeader(), FetchListener.SILENT)
                    .close();
        }
    }

    @ParameterizedTest
    @CsvSource({"my-project-1", "example.com:my-project"})
    void header_holdsTheSetting(String project) throws InterruptedException {
        fetch(Map.of("ACME_PROJECT", project));

        assertThat(server.takeRequest().getHeaders().get("x-acme-project")).isEqualTo(project);
    }

    @Test
    void header_isLeftOut_withoutTheSetting() throws InterruptedException {
        fetch(Map.of("ACME_PROJECT", ""));

        assertThat(server.takeRequest().getHeaders().get("x-acme-project")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\nb", "-a", "\u00e4"})
    void otherText_isRefused_unrepeated(String value) {
        ProviderCallException thrown =
                catchThrowableOfType(ProviderCallException.class, () -> fetch(Map.of("ACME_PROJECT", value)));

        assertThat(thrown.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        assertThat(thrown.getMessage()).isEqualTo("acme: ACME_PROJECT has characters that a header cannot have");
        assertThat(server.getRequestCount()).isZero();
    }
}

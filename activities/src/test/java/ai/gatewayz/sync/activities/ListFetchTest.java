package ai.gatewayz.sync.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.http.EnvironmentKeys;
import ai.gatewayz.sync.activities.http.FetchListener;
import ai.gatewayz.sync.activities.http.FetchSettings;
import ai.gatewayz.sync.activities.http.ProviderCallException;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import java.io.IOException;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second list that fails does not take the first one with it. */
final class ListFetchTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answers(int... codes) {
        for (int code : codes) {
            server.enqueue(new MockResponse.Builder()
                    .code(code)
                    .setHeader("Content-Type", "application/json")
                    .body("{\"data\":[{\"id\":\"a\",\"endpoint_id\":\"a\"}]}")
                    .build());
        }
    }

    private ListFetch fetch(String slug, int attempt) {
        Provider provider = Providers.all().stream()
                .filter(p -> p.slug().value().equals(slug))
                .findFirst()
                .orElseThrow();
        String template = server.url("/").toString() + "{provider}";
        try (ProviderHttpClient http = new ProviderHttpClient(
                FetchSettings.DEFAULTS.withBaseUrlTemplate(template), new EnvironmentKeys(Map.of()))) {
            return ListFetch.of(http, provider, attempt, FetchListener.SILENT);
        }
    }

    @ParameterizedTest
    @CsvSource({"fireworks, 404, 1", "xai, 403, 1", "together, 401, 1", "fal, 400, 1", "fireworks, 503, 3"})
    void secondListThatFails_leavesTheFirst(String slug, int code, int attempt) {
        answers(200, code, 200);
        try (ListFetch list = fetch(slug, attempt)) {
            assertThat(list.isFirstAlone()).isTrue();
            assertThat(list.body().pages()).isEqualTo(1);
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "a second list that may come yet, fireworks, 503, 2, 2",
        "a first list that fails, fireworks, 404, 3, 1",
        "a page of the only list, anthropic, 404, 3, 2"
    })
    void otherFailures_failTheFetch(String what, String slug, int code, int attempt, int requests) {
        for (int page = 1; page < requests; page++) {
            server.enqueue(new MockResponse.Builder()
                    .setHeader("Content-Type", "application/json")
                    .body("{\"data\":[],\"has_more\":true,\"last_id\":\"a\"}")
                    .build());
        }
        answers(code);

        assertThatThrownBy(() -> fetch(slug, attempt)).as(what).isInstanceOf(ProviderCallException.class);
        assertThat(server.getRequestCount()).isEqualTo(requests);
    }
}

package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.http.EnvironmentKeys;
import ai.gatewayz.sync.activities.http.FetchListener;
import ai.gatewayz.sync.activities.http.FetchSettings;
import ai.gatewayz.sync.activities.http.FetchedBody;
import ai.gatewayz.sync.activities.http.ProviderCallException;
import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One suite over every entry of the registry, from the request to the models, against a real HTTP server. Prints a line per
 * provider: which checks it passed, and why it was spared the others.
 */
class ConformanceTest {
    private static final String KEY = "sk-canary-51c0ffee";
    private static final String HTML = "<!DOCTYPE html><html><body>Just a moment</body></html>";

    private MockWebServer server;
    private final Map<String, String> line = new LinkedHashMap<>();

    @BeforeEach
    void start() throws IOException {
        server = new MockWebServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Provider> providers() {
        return Providers.all().stream();
    }

    /** A check of one line. */
    private interface Check {
        void run() throws IOException, InterruptedException;
    }

    private void check(String name, Check check) throws IOException, InterruptedException {
        check.run();
        line.put(name, "ok");
    }

    private void spare(String name, String reason) {
        line.put(name, "skipped (" + reason + ")");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void conforms(Provider provider) throws IOException, InterruptedException {
        if (!provider.isSupported()) {
            assertThat(provider.note()).as("an entry without a list says why").isNotBlank();
            System.out.println(provider + ": skipped (" + provider.note() + ")");
            return;
        }
        ProviderFixture fixture = ProviderFixture.of(provider);
        check("list", () -> listsWithItsKeyInItsHeader(fixture));
        if (fixture.pages().size() > 1) {
            check("pages", () -> isIncompleteWithoutItsLastPage(fixture));
        } else {
            spare("pages", provider.paging() == Paging.none() ? "one page" : "its fixture has one page");
        }
        check("cut", () -> isIncompleteWhenCut(fixture));
        check("auth", () -> refusesTypedWithoutTheKey(provider));
        if (provider.credential().required()) {
            check("no key", () -> isNotConfigured(provider));
        } else {
            spare("no key", "its list is public");
        }
        check("rate limit", () -> waitsAsLongAsItIsTold(provider));
        check("malformed", () -> refusesHtmlAndErrors(fixture));
        check("unit", () -> declaresAUnitOrSaysWhyNot(provider));
        check("prices", () -> assertThat(ProviderFixture.lines(fixture.read()))
                .containsExactlyElementsOf(fixture.expected()));
        check("equal", () -> assertThat(fixture.read().models).isEqualTo(fixture.read().models));
        if (fixture.hasModelPerRecord()) {
            check("empty", () -> readsAnEmptyListAsEmpty(fixture));
            check("duplicate", () -> handsDuplicatesOn(fixture));
            check("unknown field", () -> bearsUnknownFields(fixture));
            check("ids", () -> keepsIdsVerbatim(fixture));
        } else {
            for (String name : List.of("empty", "duplicate", "unknown field", "ids")) {
                spare(name, "a record is a meter: see its own test");
            }
        }
        check("secret", () -> tellsNoSecret(fixture));
        System.out.println(provider + ": " + fixture.read().models.size() + " models; " + line);
        assertThat(line).hasSize(15);
    }

    private ProviderHttpClient client(Map<String, String> environment) {
        HttpUrl url = server.url("/base");
        FetchSettings settings = FetchSettings.DEFAULTS
                .withCallTimeout(Duration.ofSeconds(10))
                .withReadTimeout(Duration.ofSeconds(5))
                .withBaseUrlTemplate(url + "/{provider}");
        return new ProviderHttpClient(settings, new EnvironmentKeys(environment));
    }

    private static Map<String, String> keyOf(Provider provider) {
        Map<String, String> environment = new HashMap<>();
        provider.credential().variables().stream().findFirst().ifPresent(name -> environment.put(name, KEY));
        return environment;
    }

    private void serve(byte[]... pages) {
        for (byte[] page : pages) {
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body(new okio.Buffer().write(page))
                    .build());
        }
    }

    private CollectedList fetch(ProviderFixture fixture) throws IOException {
        try (ProviderHttpClient client = client(keyOf(fixture.provider));
                FetchedBody body = client.fetch(fixture.provider, FetchListener.SILENT);
                GZIPInputStream text = new GZIPInputStream(body.openGzip())) {
            return CollectedList.read(fixture.feed, text.readAllBytes(), body.pages());
        }
    }

    private ProviderCallException failure(Provider provider) {
        try (ProviderHttpClient client = client(keyOf(provider))) {
            ProviderCallException thrown =
                    catchThrowableOfType(ProviderCallException.class, () -> client.fetch(provider, FetchListener.SILENT)
                            .close());
            assertThat(thrown).as("a failure of the fetch").isNotNull();
            assertThat(thrown.toString()).contains(provider.slug().value()).doesNotContain("canary");
            return thrown;
        }
    }

    private void drain() throws InterruptedException {
        while (server.getRequestCount() > taken) {
            server.takeRequest();
            taken++;
        }
    }

    private int taken;

    private List<RecordedRequest> requests() throws InterruptedException {
        List<RecordedRequest> requests = new ArrayList<>();
        while (server.getRequestCount() > taken) {
            requests.add(server.takeRequest());
            taken++;
        }
        return requests;
    }

    private void listsWithItsKeyInItsHeader(ProviderFixture fixture) throws IOException, InterruptedException {
        serve(fixture.pages().toArray(byte[][]::new));

        assertThat(fetch(fixture).models).isEqualTo(fixture.read().models).isNotEmpty();
        List<RecordedRequest> requests = requests();
        assertThat(requests).hasSameSizeAs(fixture.pages());
        Credential credential = fixture.provider.credential();
        for (RecordedRequest request : requests) {
            assertThat(request.getMethod()).isEqualTo("GET");
            assertThat(request.getUrl().toString()).doesNotContain(KEY);
            if (!credential.variables().isEmpty()) {
                assertThat(request.getHeaders().get(credential.header())).isEqualTo(credential.prefix() + KEY);
            }
            fixture.provider.headers().forEach((name, value) -> assertThat(
                            request.getHeaders().get(name))
                    .isEqualTo(value));
        }
        assertThat(requests.get(0).getUrl().toString())
                .isEqualTo(fixture.provider
                        .listUri(server.url("/base") + "/" + fixture.provider.slug())
                        .toString());
    }

    private void isIncompleteWithoutItsLastPage(ProviderFixture fixture) throws InterruptedException {
        List<byte[]> pages = fixture.pages();
        serve(pages.subList(0, pages.size() - 1).toArray(byte[][]::new));
        server.enqueue(new MockResponse.Builder().code(500).build());

        assertThat(failure(fixture.provider).kind()).isEqualTo(Kind.UNAVAILABLE);
        drain();
    }

    /** A list that arrives whole by its length, but is not whole by itself, is no list. */
    private void isIncompleteWhenCut(ProviderFixture fixture) throws IOException, InterruptedException {
        byte[] page = fixture.firstPage();
        serve(java.util.Arrays.copyOf(page, page.length / 2));
        try (ProviderHttpClient client = client(keyOf(fixture.provider));
                FetchedBody body = client.fetch(fixture.provider, FetchListener.SILENT);
                GZIPInputStream text = new GZIPInputStream(body.openGzip())) {
            byte[] cut = text.readAllBytes();
            assertThat(catchThrowableOfType(
                            MalformedCatalogException.class, () -> CollectedList.read(fixture.feed, cut, 1)))
                    .isNotNull();
        } catch (ProviderCallException e) {
            // Providers with pages have theirs looked into by the fetch.
            assertThat(e.kind()).isEqualTo(Kind.BAD_PAYLOAD);
        }
        drain();
    }

    private void refusesTypedWithoutTheKey(Provider provider) throws InterruptedException {
        for (int status : new int[] {401, 403}) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .body("{\"error\":{\"message\":\"bad key " + KEY + "\"}}")
                    .build());
            ProviderCallException thrown = failure(provider);
            assertThat(thrown.kind()).isEqualTo(Kind.AUTH_FAILED);
            assertThat(thrown.retryable()).isFalse();
        }
        drain();
    }

    private static void isNotConfigured(Provider provider) {
        try (ProviderHttpClient client =
                new ProviderHttpClient(FetchSettings.DEFAULTS, new EnvironmentKeys(Map.of()))) {
            ProviderCallException thrown =
                    catchThrowableOfType(ProviderCallException.class, () -> client.fetch(provider, FetchListener.SILENT)
                            .close());
            assertThat(thrown.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        }
    }

    private void waitsAsLongAsItIsTold(Provider provider) throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "7")
                .build());
        ProviderCallException thrown = failure(provider);

        assertThat(thrown.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(thrown.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
        assertThat(thrown.retryable()).isTrue();
        drain();
    }

    private void refusesHtmlAndErrors(ProviderFixture fixture) throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body(HTML)
                .build());
        assertThat(failure(fixture.provider).kind()).isEqualTo(Kind.BAD_PAYLOAD);
        drain();
        for (String body : List.of(HTML, "{\"error\":{\"message\":\"no\"}}", "null")) {
            assertThat(catchThrowableOfType(
                            MalformedCatalogException.class, () -> CollectedList.read(fixture.feed, body)))
                    .as(body)
                    .isNotNull();
        }
    }

    private static void readsAnEmptyListAsEmpty(ProviderFixture fixture) throws IOException {
        CollectedList list =
                fixture.readFirstPage(tree -> ProviderFixture.records(tree).removeAll());

        assertThat(list.models).isEmpty();
        assertThat(list.skipped()).isZero();
    }

    private static void handsDuplicatesOn(ProviderFixture fixture) throws IOException {
        CollectedList twice = fixture.readFirstPage(tree -> {
            ArrayNode records = ProviderFixture.records(tree);
            records.add(records.get(0).deepCopy());
        });

        assertThat(twice.models.size() + twice.skipped())
                .isEqualTo(ProviderFixture.records(fixture.tree()).size() + 1);
    }

    private static void declaresAUnitOrSaysWhyNot(Provider provider) {
        if (java.util.Objects.requireNonNull(provider.feed()).priceFields().isEmpty()) {
            assertThat(provider.note()).as("a provider without prices says why").isNotBlank();
        }
    }

    private static void bearsUnknownFields(ProviderFixture fixture) throws IOException {
        CollectedList more = fixture.readFirstPage(tree -> ProviderFixture.records(tree)
                .forEach(record -> ((ObjectNode) record).putObject("zz_unknown").put("word", "7")));

        assertThat(more.models).isEqualTo(fixture.readFirstPage().models);
    }

    private static void keepsIdsVerbatim(ProviderFixture fixture) throws IOException {
        String text = new String(fixture.firstPage(), StandardCharsets.UTF_8);
        assertThat(fixture.readFirstPage().models)
                .allMatch(model -> text.contains("\"" + model.providerModelId() + "\""));
    }

    /** Neither the stored list nor anything that logs may print. */
    private void tellsNoSecret(ProviderFixture fixture) throws IOException, InterruptedException {
        serve(fixture.pages().toArray(byte[][]::new));
        try (ProviderHttpClient client = client(keyOf(fixture.provider));
                FetchedBody body = client.fetch(fixture.provider, FetchListener.SILENT);
                GZIPInputStream text = new GZIPInputStream(body.openGzip())) {
            byte[] bytes = text.readAllBytes();
            assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("canary");
            assertThat(body.toString() + client + fixture.provider + fixture.provider.credential())
                    .doesNotContain("canary");
            assertThat(CollectedList.read(fixture.feed, bytes, body.pages())
                            .models
                            .toString())
                    .doesNotContain("canary");
        }
        drain();
    }
}

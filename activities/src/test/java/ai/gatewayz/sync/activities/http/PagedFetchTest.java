package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Paging;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P21: lists in pages. */
class PagedFetchTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pages_areJoined_byLineBreaks() throws IOException, InterruptedException, NoSuchAlgorithmException {
        pages("{\"data\":[1],\"next\":\"b c\"}", "\uFEFF{\"data\":[2],\"next\":\"d\"}", "{\"data\":[3],\"next\":null}");
        String joined = "{\"data\":[1],\"next\":\"b c\"}\n{\"data\":[2],\"next\":\"d\"}\n{\"data\":[3],\"next\":null}";
        try (ProviderHttpClient client = FetchFixture.client(settings());
                FetchedBody body = client.fetch(SampleProviders.paged(), FetchListener.SILENT)) {
            assertThat(FetchFixture.text(body)).isEqualTo(joined);
            assertThat(body.pages()).isEqualTo(3);
            assertThat(body.decodedBytes()).isEqualTo(joined.length());
            assertThat(body.sha256()).isEqualTo(FetchFixture.sha256(joined));
        }
        assertThat(server.takeRequest().getTarget()).isEqualTo("/acme/models");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/acme/models?cursor=b+c");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/acme/models?cursor=d");
    }

    @Test
    void pages_followNestedFieldsCountsAndLinks() throws IOException {
        pages("{\"page\":{\"next\":\"/acme/models?p=2\"},\"data\":[]}", "{\"page\":{\"next\":\"\"},\"data\":[]}");
        assertThat(pagesOf(SampleProviders.paged(Paging.nextUrl("page.next")))).isEqualTo(2);
        pages("{\"items\":[1,{\"a\":[1,2,3]}],\"few\":[1]}", "{\"items\":[1]}");
        assertThat(pagesOf(SampleProviders.paged(Paging.offset("total", 2)))).isEqualTo(2);
        server.enqueue(new MockResponse.Builder()
                .setHeader("Link", "</acme/models?p=2>; rel=\"next\"")
                .body("[{}]")
                .build());
        pages("[{}]");
        assertThat(pagesOf(SampleProviders.paged(Paging.linkHeader()))).isEqualTo(2);
    }

    @Test
    void key_goesWithEveryPage() throws IOException, InterruptedException {
        pages("{\"next\":\"b\"}", "{}");
        Provider provider = SampleProviders.keyedAndPaged();
        assertThat(pagesOf(provider)).isEqualTo(2);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + FetchFixture.KEY);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + FetchFixture.KEY);
    }

    @Tag("P21")
    @Test
    void sameCursor_isRefused() {
        pages("{\"next\":\"b\"}", "{\"next\":\"b\"}");
        assertThat(failure(SampleProviders.paged(), Kind.PAGING))
                .isEqualTo("acme, page 3: its address was read before");
    }

    @Test
    void backToTheStart_isRefused() {
        pages("{\"next\":\"models#again\"}");
        assertThat(failure(SampleProviders.paged(Paging.nextUrl("next")), Kind.PAGING))
                .isEqualTo("acme, page 2: its address was read before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://elsewhere.test/acme/models?token=canary", "http://127.0.0.1:1/x", "https://127.0.0.1/x",
                "http://user:canary@127.0.0.1/x", "ftp://127.0.0.1/x", "//localhost/x"
            })
    void otherPlace_isRefused(String address) {
        pages("{\"next\":\"" + address + "\"}");
        assertThat(failure(SampleProviders.paged(Paging.nextUrl("next")), Kind.PAGING))
                .isEqualTo("acme, page 2: its address leads away from 127.0.0.1");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void passwordInAddress_isRefused() {
        pages("{\"next\":\"http://user:canary@127.0.0.1:" + server.getPort() + "/x\"}");
        failure(SampleProviders.paged(Paging.nextUrl("next")), Kind.PAGING);
    }

    @Test
    void unreadableAddress_isRefused() {
        pages("{\"next\":\"http://[canary\"}");
        assertThat(failure(SampleProviders.paged(Paging.nextUrl("next")), Kind.PAGING))
                .isEqualTo("acme, page 2: its address or number cannot be read from the page before");
    }

    @Test
    void endlessList_isEnded() {
        pages("{\"next\":\"1\"}", "{\"next\":\"2\"}", "{\"next\":\"3\"}", "{\"next\":\"4\"}", "{\"next\":\"5\"}");
        assertThat(failure(SampleProviders.paged(), Kind.PAGING))
                .isEqualTo("acme, page 6: the list has more than 5 pages");
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void failingPage_failsTheList() {
        pages("{\"next\":\"b\"}");
        server.enqueue(new MockResponse.Builder().code(502).build());
        assertThat(failure(SampleProviders.paged(), Kind.UNAVAILABLE))
                .isEqualTo("acme, page 2: HTTP 502 from 127.0.0.1");
    }

    @Test
    void limits_countAllPages() {
        String page = "{\"next\":\"%s\",\"data\":\"" + "x".repeat(60_000) + "\"}";
        FetchSettings settings = settings().withLimits(FetchFixture.LIMITS.withMaxBytes(64 * 1024, 100_000));
        pages(page.formatted("b"), page.formatted("c"));
        assertThat(FetchFixture.failure(settings, SampleProviders.paged(), Kind.TOO_LARGE)
                        .getMessage())
                .isEqualTo("acme, page 2: the list is over the limit of bytes on the wire");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"next\":\"b\"} {}",
                "{\"next\":canary}",
                "{\"next\":\"b\",\"next\":\"c\"}",
                "{'next':1}",
                "{\"a\":NaN}",
                "[1}"
            })
    void unreadablePage_isBadPayload(String body) {
        pages(body);
        failure(SampleProviders.paged(), Kind.BAD_PAYLOAD);
    }

    @Test
    void longText_isReadOver_inRecords_butNotInTheEnvelope() throws IOException {
        String text = "\"" + "x".repeat(100_000) + "\"";
        pages("{\"data\":[{\"a\":" + text + "}]}");
        assertThat(pagesOf(SampleProviders.paged())).isEqualTo(1);
        pages("{\"next\":" + text + "}");
        failure(SampleProviders.paged(), Kind.BAD_PAYLOAD);
    }

    @Tag("P18")
    @Test
    void envelopeOfManyFields_isBadPayload() {
        StringBuilder fields = new StringBuilder("{\"a\":0");
        for (int i = 0; i < 1000; i++) {
            fields.append(",\"").append(i).append("\":0");
        }
        pages(fields + "}");
        assertThat(failure(SampleProviders.paged(), Kind.BAD_PAYLOAD))
                .isEqualTo("acme: the answer cannot be read: the envelope has more than 1000 fields");
    }

    @Test
    void deepPage_isBadPayload() {
        pages("[".repeat(100_000) + "]".repeat(100_000));
        assertThat(failure(SampleProviders.paged(), Kind.BAD_PAYLOAD))
                .isEqualTo("acme: the answer cannot be read: not valid JSON (StreamConstraintsException)");
    }

    private void pages(String... bodies) {
        for (String body : bodies) {
            server.enqueue(new MockResponse.Builder().body(body).build());
        }
    }

    private int pagesOf(Provider provider) throws IOException {
        try (ProviderHttpClient client = FetchFixture.client(settings());
                FetchedBody body = client.fetch(provider, FetchListener.SILENT)) {
            return body.pages();
        }
    }

    private String failure(Provider provider, Kind kind) {
        return FetchFixture.failure(settings(), provider, kind).getMessage();
    }

    private FetchSettings settings() {
        return FetchFixture.settings("http://127.0.0.1:" + server.getPort());
    }
}

package ai.gatewayz.sync.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.DigestActivitiesImpl;
import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.model.DigestReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Digests of a real feed, sent to real HTTP servers in place of Slack and Resend. */
@ExtendWith(CatalogDatabase.class)
final class DigestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Inboxes inboxes = new Inboxes();
    private final MockWebServer slack = inboxes.slack;
    private final MockWebServer resend = inboxes.resend;
    private Jdbi jdbi;
    private Digests digests;

    @BeforeEach
    void start(DataSource database) throws IOException {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        inboxes.start();
        digests = new Digests(jdbi, inboxes.channels());
    }

    @AfterEach
    void stop() {
        inboxes.close();
    }

    private static void answers(MockWebServer server, int... codes) {
        for (int code : codes) {
            server.enqueue(new MockResponse.Builder().code(code).build());
        }
    }

    private void event(String type, String slug, String model, @Nullable String before, @Nullable String after) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO change_events (type, provider_slug, provider_model_id, model_id, generation, job_id, before,"
                        + " after) VALUES (?, ?, ?, ?, 1, 'j', ?::jsonb, ?::jsonb)",
                type,
                slug,
                model,
                model,
                before,
                after));
    }

    private void price(String slug, String model, String was, String is) {
        event("price.changed", slug, model, "{\"prompt\":" + was + "}", "{\"prompt\":" + is + "}");
    }

    private static JsonNode body(MockWebServer server) throws InterruptedException, IOException {
        RecordedRequest request = Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS));
        return JSON.readTree(Objects.requireNonNull(request.getBody()).utf8());
    }

    private List<String> rows() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT since_seq || '-' || until_seq || ' ' || told::text || ' ' || (ended_at IS NOT NULL)"
                                + " FROM digests ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    @Test
    void everyChangeOfThePeriodIsSummedUp_largestMovesFirst() throws Exception {
        answers(slack, 200);
        answers(resend, 200);
        price("groq", "before", "\"0.000001\"", "\"0.000002\"");
        digests.begin();
        event(
                "price.changed",
                "groq",
                "m",
                "{\"prompt\":\"0.000001\",\"completion\":\"0.000002\"}",
                "{\"prompt\":\"0.000002\",\"completion\":\"0.000002\"}");
        event(
                "price.changed",
                "groq",
                "m",
                "{\"prompt\":\"0.000002\",\"completion\":\"0.000002\"}",
                "{\"prompt\":\"0.0000008\",\"completion\":\"0.000002\"}");
        price("xai", "thousandfold", "\"0.0000005\"", "\"0.0005\"");
        price("xai", "back", "\"0.0000005\"", "\"0.0005\"");
        price("xai", "back", "\"0.0005\"", "\"0.0000005\"");
        price("xai", "lost", "\"0.0000005\"", "null");
        event("price.changed", "xai", "image", "{\"image\":\"1\"}", "{\"image\":\"2\"}");
        for (String model : List.of("n1", "n2", "n3", "n4", "*<!here>*\u202e\u2028")) {
            event("model.added", "groq", model, null, null);
        }
        event("model.delisted", "xai", "old", null, null);
        event("price.held", "xai", "old", null, null);
        event("model.updated", "xai", "quiet", null, null);

        assertThat(digests.send())
                .isEqualTo(new DigestReport(
                        1, 16, "Model catalog: 4 price changes, 5 new models, 1 model gone, 1 price held back"));

        JsonNode mail = body(resend);
        assertThat(mail.get("subject").asText())
                .isEqualTo("[digest] Model catalog: 4 price changes, 5 new models, 1 model gone, 1 price held back");
        assertThat(mail.get("text").asText()).isEqualTo("""
                        Prices, USD per million tokens, largest moves first:
                        - xai thousandfold: input 0.5 → 500 (×1000)
                        - groq m: input 1 → 0.8 (-20.0 %)
                        - xai image: other lines of its price
                        - xai lost: input 0.5 → unknown
                        New:
                        - groq, 5: *<!here>*  , n1, n2, …
                        Gone:
                        - xai, 1: old
                        All of it: ./catalog-sync changes --since 1""");
        assertThat(body(slack).get("text").asText())
                .startsWith(":newspaper: *Model catalog: 4 price changes, ")
                .contains("*&lt;!here&gt;*")
                .doesNotContain("<!here>");
        assertThat(rows()).containsExactly("1-1 {} true", "1-16 {slack,email} true");
    }

    @Test
    void aPeriodWithoutChanges_isNotTold() throws Exception {
        digests.begin();
        assertThat(digests.send()).isEqualTo(new DigestReport(0, 0, ""));
        event("model.updated", "xai", "quiet", null, null);
        assertThat(digests.send()).isEqualTo(new DigestReport(0, 1, ""));
        assertThat(digests.send()).isEqualTo(new DigestReport(0, 0, ""));
        assertThat(slack.getRequestCount() + resend.getRequestCount()).isZero();
        assertThat(rows()).containsExactly("0-0 {} true", "0-1 {slack,email} true");
    }

    @Test
    void whoTookItDoesNotGetItAgain_andWhatComesMeanwhileIsTheNextOnes() throws Exception {
        answers(slack, 503, 200, 200);
        answers(resend, 200, 200);
        digests.begin();
        price("groq", "m", "\"0.000001\"", "\"0.000002\"");
        assertThatThrownBy(digests::send).isInstanceOf(NotificationException.class);
        assertThat(rows()).containsExactly("0-0 {} true", "0-1 {email} false");
        event("model.added", "groq", "late", null, null);

        assertThat(digests.send()).isEqualTo(new DigestReport(2, 2, "Model catalog: 1 new model"));
        assertThat(rows()).containsExactly("0-0 {} true", "0-1 {email,slack} true", "1-2 {slack,email} true");
        assertThat(slack.getRequestCount()).isEqualTo(3);
        assertThat(resend.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aFailure_isOneThatIsRepeated_andNamesNoAddress() {
        answers(slack, 500);
        answers(resend, 200);
        digests.begin();
        price("groq", "m", "\"0.000001\"", "\"0.000002\"");
        assertThatThrownBy(() -> new DigestActivitiesImpl(digests).sendDigests())
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.DIGEST_NOT_TAKEN);
                    assertThat(failure.isNonRetryable()).isFalse();
                    assertThat(failure.getOriginalMessage())
                            .startsWith("a channel did not take the digest: ")
                            .doesNotContain("/services/");
                });
    }

    @Test
    void manyMoves_areBounded() throws Exception {
        answers(slack, 200);
        answers(resend, 200);
        digests.begin();
        for (int i = 10; i < 40; i++) {
            price("groq", "m" + i, "\"0.000001\"", "\"0.000002\"");
            event("model.added", "p" + i, "m", null, null);
        }
        digests.send();
        String text = body(resend).get("text").asText();
        assertThat(text).contains("- groq m29: ", "\n- and 10 more\n", "\n- p19, 1: m\n- and of 20 more providers\n");
        assertThat(text).doesNotContain("m30:", "p20");
    }
}

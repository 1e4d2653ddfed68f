package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubscriptionsTest {
    private static final String ROUTE = "/admin/subscriptions";

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private static Map<String, String> settings = Map.of();

    @BeforeEach
    void begin() {
        api.sql("DELETE FROM subscriptions; DELETE FROM audit_log");
        run(Map.of());
    }

    /** The API as it is, or another process where these are other settings. */
    private static void run(Map<String, String> wanted) {
        if (!wanted.equals(settings)) {
            api.restart(wanted);
            settings = wanted;
        }
    }

    private static Answer create(String body) {
        return api.send(
                api.request(ROUTE).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static Answer post(String path) {
        return api.send(api.request(ROUTE + path).POST(BodyPublishers.noBody()));
    }

    private static String created() {
        return create("{\"url\":\"https://example.org/hooks/s3cr3t-path?token=s3cr3t\"}")
                .json()
                .get("id")
                .asText();
    }

    private static void events(int count) {
        api.sql("INSERT INTO change_events (type, provider_slug, generation, job_id)"
                + " SELECT 'model.added', 'groq', 1, 'job' FROM generate_series(1, " + count + ")");
    }

    @Test
    void aSubscription_showsWhatItWants_andNeitherAddressNorSecretAgain() {
        events(3);
        Answer made = create("""
                {"url":"https://Example.org:8443/hooks/s3cr3t-path?token=s3cr3t","types":["price.changed","price.changed"],
                 "providers":["groq"],"models":["a,b"],"min_change_percent":2.50,"note":"billing"}
                """);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().size()).isEqualTo(2);
        String id = made.json().get("id").asText();
        String secret = made.json().get("secret").asText();
        assertThat(id).matches("sub_[0-9a-f]{16}");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");

        JsonNode shown = api.get(ROUTE + "/" + id).json();
        assertThat(shown.get("origin").asText()).isEqualTo("https://example.org:8443");
        assertThat(shown.get("types").toString()).isEqualTo("[\"price.changed\"]");
        assertThat(shown.get("providers").toString()).isEqualTo("[\"groq\"]");
        assertThat(shown.get("models").toString()).isEqualTo("[\"a,b\"]");
        assertThat(shown.get("min_change_percent").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(shown.get("state").asText()).isEqualTo("active");
        assertThat(shown.get("pending").asLong()).isZero();
        assertThat(shown.get("delivered_seq").asLong()).isEqualTo(api.count("SELECT max(seq) FROM change_events"));
        assertThat(api.get(ROUTE).json().at("/data/0")).isEqualTo(shown);
        assertThat(shown.toString()).doesNotContain("s3cr3t").doesNotContain(secret);
        assertThat(api.count("SELECT count(*) FROM subscriptions s WHERE s::text ILIKE '%s3cr3t%'"
                        + " OR position('s3cr3t'::bytea IN sealed) > 0"))
                .isZero();
        assertThat(api.count("SELECT count(*) FROM audit_log WHERE route = '/admin/subscriptions' AND status = 201"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|url is missing",
                "{\"url\":\"http://example.org/\"}|url must begin with https://",
                "{\"url\":\"ftp://example.org/\"}|url must begin with https://",
                "{\"url\":\"https:///x\"}|url must be an https address",
                "{\"url\":\"https://u:p@example.org/\"}|url must not hold a user name or password",
                "{\"url\":\"https://example.org/#x\"}|url must not hold a fragment",
                "{\"url\":\"https://localhost/\"}|url must not lead into a private network",
                "{\"url\":\"https://10.0.0.1/\"}|url must not lead into a private network",
                "{\"url\":\"https://169.254.169.254/\"}|url must not lead into a private network",
                "{\"url\":\"https://[::1]/\"}|url must not lead into a private network",
                "{\"url\":\"https://[::ffff:10.0.0.1]/\"}|url must not lead into a private network",
                "{\"url\":\"https://2130706433/\"}|url must not lead into a private network",
                "{\"url\":\"https://0x7f.1/\"}|url must be an https address",
                "{\"url\":\"https://e.org\",\"types\":[\"x\"]}|types must hold only",
                "{\"url\":\"https://e.org\",\"types\":\"price.changed\"}|types must be a list",
                "{\"url\":\"https://e.org\",\"providers\":[\"nobody\"]}|Invalid providers: nobody",
                "{\"url\":\"https://e.org\",\"min_change_percent\":0}|min_change_percent must be a number above 0",
                "{\"url\":\"https://e.org\",\"min_change_percent\":-1}|min_change_percent must be a number above 0",
                "{\"url\":\"https://e.org\",\"min_change_percent\":1e99999}|min_change_percent must be a number above 0",
                "{\"url\":\"https://e.org\",\"min_change_percent\":\"5\"}|min_change_percent must be a number above 0",
                "{\"url\":\"https://e.org\",\"secret\":\"mine\"}|secret is no field of this body",
            })
    void whatCannotBeSubscribed_isRefusedByItsField(String body, String detail) {
        Answer answer = create(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText()).startsWith(detail);
        assertThat(api.count("SELECT count(*) FROM subscriptions")).isZero();
    }

    @Test
    void privateAddresses_areTaken_whereProvidersAreReplaced() {
        run(Map.of("PROVIDER_BASE_URL_TEMPLATE", "http://127.0.0.1:9100/{provider}"));
        assertThat(create("{\"url\":\"http://127.0.0.1:9/\"}").status()).isEqualTo(201);
        assertThat(create("{\"url\":\"http://169.254.169.254/\"}").status()).isEqualTo(400);
    }

    @Test
    void withoutAKey_theRoutesSayWhichVariableIsMissing_andTheListStays() {
        String id = created();
        run(Map.of("SUBSCRIPTION_SECRET_KEY", ""));
        for (Answer answer : new Answer[] {
            create("{\"url\":\"https://example.org/\"}"),
            post("/" + id + "/resume"),
            post("/" + id + "/replay?since=0"),
            api.send(api.request(ROUTE + "/" + id).DELETE())
        }) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("detail").asText()).startsWith("SUBSCRIPTION_SECRET_KEY is not set here");
        }
        assertThat(api.get(ROUTE).json().get("total").asInt()).isEqualTo(1);
    }

    @Test
    void pause_resume_test_andDelete_doWhatTheySay() {
        String id = created();
        assertThat(post("/" + id + "/pause").json().get("state").asText()).isEqualTo("paused");
        assertThat(post("/" + id + "/resume").json().get("state").asText()).isEqualTo("active");
        Answer test = post("/" + id + "/test");
        assertThat(test.status()).isEqualTo(202);
        assertThat(test.json().get("test_id").asText()).matches(id + "_test_[0-9a-f]{16}");
        assertThat(test.json().get("test_ended_at").isNull()).isTrue();

        api.sql("UPDATE subscriptions SET state = 'dead', dead_reason = 'no answer', failures = 9");
        Answer paused = post("/" + id + "/pause");
        assertThat(paused.status()).isEqualTo(409);
        JsonNode resumed = post("/" + id + "/resume").json();
        assertThat(resumed.get("state").asText()).isEqualTo("active");
        assertThat(resumed.get("failures").asInt()).isZero();

        HttpRequest.Builder delete = api.request(ROUTE + "/" + id).DELETE();
        assertThat(api.send(delete).json().get("id").asText()).isEqualTo(id);
        assertThat(api.send(delete).status()).isEqualTo(404);
        assertThat(post("/" + id + "/resume").status()).isEqualTo(404);
        assertThat(post("/%00/resume").status()).isBetween(400, 404);
    }

    @Test
    void aReplay_goesBackOnly_andEndsWhatIsOnItsWay() {
        String id = created();
        events(5);
        long newest = api.count("SELECT max(seq) FROM change_events");
        api.sql("UPDATE subscriptions SET delivered_seq = " + (newest - 2) + ", batch_seq = " + newest);
        long token = api.count("SELECT lease_token FROM subscriptions");

        assertThat(post("/" + id + "/replay").json().get("detail").asText()).startsWith("since is missing");
        assertThat(post("/" + id + "/replay?since=-1").status()).isEqualTo(400);
        Answer beyond = post("/" + id + "/replay?since=" + (newest + 1));
        assertThat(beyond.status()).isEqualTo(410);
        assertThat(beyond.json().get("last_seq").asLong()).isEqualTo(newest);
        assertThat(post("/" + id + "/replay?since=" + newest).status()).isEqualTo(400);

        JsonNode replayed = post("/" + id + "/replay?since=" + (newest - 4)).json();
        assertThat(replayed.get("delivered_seq").asLong()).isEqualTo(newest - 4);
        assertThat(replayed.get("pending").asLong()).isEqualTo(4);
        assertThat(api.count("SELECT count(*) FROM subscriptions WHERE batch_seq IS NULL AND replays = 1"
                        + " AND lease_token = " + (token + 1)))
                .isEqualTo(1);
    }

    @Test
    void thereAreAtMost64() {
        for (int made = 0; made < 64; made++) {
            created();
        }
        Answer answer = create("{\"url\":\"https://example.org/\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText()).startsWith("there are 64 subscriptions already");
    }

    @Test
    void onlyOperators_changeThem() {
        String id = created();
        for (String path : new String[] {ROUTE, ROUTE + "/" + id + "/pause", ROUTE + "/" + id + "/test"}) {
            Answer answer = api.send(api.anonymous(path)
                    .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(answer.status()).isEqualTo(403);
        }
    }
}

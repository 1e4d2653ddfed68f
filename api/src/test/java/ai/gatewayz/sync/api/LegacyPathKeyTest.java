package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Keys in paths: refused unless allowed, and never written anywhere. */
class LegacyPathKeyTest {
    private static final String WRONG = "/admin/pricing/sync/b23a0fbc-8b0e-4b9c-b552-d82f69d28486";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final PrintStream console = System.out;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    /** The test's log goes to the console. */
    @BeforeEach
    void listen() {
        root.setLevel(Level.INFO);
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(console);
        root.setLevel(before);
    }

    private void assertNothingLogged(String secret) {
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("/admin/pricing/sync/")
                .doesNotContain(secret);
    }

    private static Answer send(ApiFixture api, String method, String path) {
        HttpRequest.Builder request = api.anonymous(path).method(method, BodyPublishers.noBody());
        return api.send(request);
    }

    @Nested
    class Refused {
        @RegisterExtension
        static final ApiFixture api = new ApiFixture();

        @Test
        void keyInThePath_isGone_evenTheRightOne() {
            for (String path : new String[] {"/admin/pricing/sync/" + ApiFixture.ADMIN, WRONG}) {
                Answer answer = send(api, "POST", path);
                assertThat(answer.status()).isEqualTo(410);
                assertThat(answer.header("content-type")).startsWith("application/problem+json");
                assertThat(answer.json().get("detail").asText())
                        .isEqualTo("keys are no longer part of a path; send Authorization: Bearer <key> to"
                                + " /admin/pricing/sync");
            }
            assertThat(send(api, "GET", WRONG + "/scheduler/status").status()).isEqualTo(410);
            assertThat(send(api, "GET", WRONG + "/status/pricing-sync-manual-1").status())
                    .isEqualTo(410);
            assertThat(api.activities.fetches).hasValue(0);
            assertNothingLogged(ApiFixture.ADMIN);
            assertNothingLogged("b23a0fbc");
        }

        @Test
        void otherRoutes_stillNeedTheHeader() {
            assertThat(send(api, "POST", "/admin/pricing/sync/cleanup").status())
                    .isEqualTo(401);
            assertThat(send(api, "GET", "/admin/pricing/sync/pricing-sync-manual-1")
                            .status())
                    .isEqualTo(401);
            // A key by mistake where a job id belongs is not logged either.
            assertThat(send(api, "GET", "/admin/pricing/sync/" + ApiFixture.ADMIN)
                            .status())
                    .isEqualTo(401);
            assertNothingLogged(ApiFixture.ADMIN);
        }
    }

    @Nested
    class Allowed {
        @RegisterExtension
        static final ApiFixture api = new ApiFixture();

        @BeforeEach
        void allow() {
            api.restart(Map.of("LEGACY_PATH_KEY", "true"));
        }

        @Test
        void adminKey_works_andIsInNoIdAndNoLog() {
            Answer run = send(api, "POST", "/admin/pricing/sync/" + ApiFixture.ADMIN + "?providers=groq");
            assertThat(run.status()).isEqualTo(200);
            assertThat(run.json().get("status").asText()).isEqualTo("complete");
            String job = run.json().get("job_id").asText();
            Answer status = send(api, "GET", "/admin/pricing/sync/" + ApiFixture.ADMIN + "/status/" + job);
            assertThat(status.json().get("status").asText()).isEqualTo("completed");
            Answer scheduler = send(api, "GET", "/admin/pricing/sync/" + ApiFixture.ADMIN + "/scheduler/status");
            assertThat(scheduler.json().get("success").asBoolean()).isTrue();
            assertThat(run.body() + status.body() + scheduler.body()).doesNotContain(ApiFixture.ADMIN);
            assertNothingLogged(ApiFixture.ADMIN);
        }

        @Test
        void otherKeys_doNotWork() {
            assertThat(send(api, "POST", WRONG).status()).isEqualTo(410);
            assertThat(send(api, "POST", "/admin/pricing/sync/" + ApiFixture.OPERATOR)
                            .status())
                    .isEqualTo(410);
            assertThat(send(api, "POST", "/admin/pricing/sync/").status()).isIn(401, 404, 410);
            assertThat(api.activities.fetches).hasValue(0);
        }
    }
}

package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Keys where none belong, and forms where none are read: no log of ours or of a library's may hold them. */
class SecretsInLogsTest {
    private static final String CANARY = "Canary-kX93hd02-key";

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch last = new CountDownLatch(1);
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger access = (Logger) LoggerFactory.getLogger("ai.gatewayz.sync.api.access");
    private final Level accessLevel = access.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(
                    event.getFormattedMessage() + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy()));
            if (event.getFormattedMessage().contains("/health/live")) {
                last.countDown();
            }
        }
    };
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage() + " " + line.getThrown());
        }

        @Override
        public void flush() {
            // Every line is kept at once.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender);
        access.setLevel(Level.DEBUG);
        java.util.logging.Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stop() {
        root.detachAppender(appender);
        access.setLevel(accessLevel);
        java.util.logging.Logger.getLogger("").removeHandler(handler);
    }

    private void form(String path) {
        api.send(api.anonymous(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("admin_key=" + CANARY + "&dry_run=true")));
    }

    /** Ours, and one that only looks like a key. */
    @Test
    void keysWhereIdsBelong_reachNeitherLogNorAudit() throws InterruptedException {
        String foreign = "0c4f1be2a97d4385b61e" + "5f0d92ac7b3e1846";
        for (String key : List.of(ApiFixture.ADMIN, ApiFixture.VIEWER, foreign)) {
            for (String path : List.of(
                    "/models/groq/" + key,
                    "/models/" + key + "/m",
                    "/v1/models/groq/" + key,
                    "/prices/groq/" + key + "/history",
                    "/providers/" + key,
                    "/admin/jobs/" + key,
                    "/admin/jobs/" + key + "/cancel",
                    "/admin/providers/" + key,
                    "/ui/model/groq/" + key)) {
                assertThat(api.get(path).status()).isNotEqualTo(500);
                api.send(api.request(path).POST(BodyPublishers.noBody()));
            }
        }
        api.get("/health/live");

        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        String audit = api.get("/admin/audit?limit=200").body();
        assertThat(audit).contains("/admin/jobs/-/cancel");
        assertThat(lines).anyMatch(line -> line.startsWith("GET /models/groq/- 404 "));
        for (String key : List.of(ApiFixture.ADMIN, ApiFixture.VIEWER, foreign)) {
            assertThat(lines).noneMatch(line -> line.contains(key));
            assertThat(audit).doesNotContain(key);
        }
    }

    @Test
    void keysInForms_pathsQueriesAndHeaders_reachNoLog() throws InterruptedException {
        for (String path : List.of(
                "/admin/model-sync/all?admin_key=" + CANARY,
                "/api/webhooks/models-updated?secret=" + CANARY,
                "/admin/pricing/sync/" + CANARY,
                "/admin/nothing/" + CANARY,
                "/nothing/" + CANARY + "/models",
                "/admin/pricing/sync/" + CANARY + "/trigger?x=" + CANARY,
                "/models?api_key=" + CANARY)) {
            form(path);
            api.send(api.anonymous(path)
                    .header("Authorization", "Bearer " + CANARY)
                    .GET());
            api.send(api.anonymous(path).header("X-API-Key", CANARY).POST(BodyPublishers.noBody()));
        }
        api.get("/health/live");

        // A request's line is written after its answer.
        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).noneMatch(line -> line.contains(CANARY));
    }
}

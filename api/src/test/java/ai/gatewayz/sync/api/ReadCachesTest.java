package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one API process remembers, when another one, a worker or an operator changes the catalog. */
@SuppressWarnings("NullAway.Init") // set before the tests
final class ReadCachesTest {
    private static final String MODELS = "/models?gateway=groq";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private static SyncApi other;

    @BeforeAll
    static void start() {
        api.sql("""
                INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)
                SELECT id, 'm-1', 'm-1', 'One', 'text->text', '' FROM providers WHERE slug = 'groq';
                """);
        other = SyncApi.start(ApiFixture.settings(CatalogDatabase.url(api.database)), api.temporal);
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @BeforeEach
    void name() {
        api.sql(
                "UPDATE catalog_models SET model_name = 'One'; UPDATE catalog_generation SET generation = generation + 1");
    }

    private static Answer other(String path) {
        return api.send(api.request(path)
                .uri(URI.create("http://127.0.0.1:" + other.port() + path))
                .GET());
    }

    private static String name(Answer models) {
        return models.json().at("/data/0/name").asText();
    }

    /** Both processes lose the connection that they hear notifications on. */
    private static void loseWatches() {
        assertThat(api.count("SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'catalog-sync-api-watch' AND datname = current_database()) t"))
                .isEqualTo(2);
    }

    /** Asks again and again; a test that never sees both ends at its time limit. */
    private static void awaitWatches() {
        long watching;
        do {
            watching = api.count("SELECT count(*) FROM pg_stat_activity WHERE application_name ="
                    + " 'catalog-sync-api-watch' AND datname = current_database() AND query LIKE 'SELECT generation%'");
        } while (watching < 2);
    }

    private static String nameAtMostAfter(Instant deadline, String expected) {
        String seen = name(other(MODELS));
        while (!seen.equals(expected) && Instant.now().isBefore(deadline)) {
            seen = name(other(MODELS));
        }
        return seen;
    }

    @Test
    void answer_isKept_untilTheGenerationChanges() {
        assertThat(name(other(MODELS))).isEqualTo("One");
        api.sql("UPDATE catalog_models SET model_name = 'Two'");

        assertThat(name(other(MODELS))).isEqualTo("One");
    }

    @Test
    void missedNotification_ofACommit_servesTheNewGenerationAtOnce() {
        awaitWatches();
        assertThat(name(other(MODELS))).isEqualTo("One");
        assertThat(name(api.get(MODELS))).isEqualTo("One");
        loseWatches();
        api.sql("UPDATE catalog_models SET model_name = 'Two';"
                + " UPDATE catalog_generation SET generation = generation + 1");

        assertThat(name(other(MODELS))).isEqualTo("Two");
        assertThat(name(api.get(MODELS))).isEqualTo("Two");
    }

    @Test
    void missedNotification_ofAnInvalidation_isMadeUpForWithinFiveSeconds() {
        awaitWatches();
        assertThat(name(other(MODELS))).isEqualTo("One");
        api.sql("UPDATE catalog_models SET model_name = 'Two'");
        loseWatches();
        Instant asked = Instant.now();
        api.send(api.request("/api/cache/invalidate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"models\",\"gateway\":\"groq\"}")));

        assertThat(nameAtMostAfter(asked.plus(LIMIT), "Two")).isEqualTo("Two");
    }

    @Test
    void invalidation_isHeardByTheOtherProcess() {
        awaitWatches();
        assertThat(name(other(MODELS))).isEqualTo("One");
        api.sql("UPDATE catalog_models SET model_name = 'Two'");
        Instant asked = Instant.now();
        api.send(api.request("/api/cache/invalidate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"models\"}")));

        assertThat(nameAtMostAfter(asked.plus(LIMIT), "Two")).isEqualTo("Two");
    }
}

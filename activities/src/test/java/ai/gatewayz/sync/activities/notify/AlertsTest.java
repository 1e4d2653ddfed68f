package ai.gatewayz.sync.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Incidents in a real database, told to real HTTP servers in place of Slack and Resend. */
@ExtendWith(CatalogDatabase.class)
final class AlertsTest {
    /** The common pool has one thread on two cores. */
    private static final Executor ASIDE = task -> new Thread(task, "aside").start();

    private final Inboxes inboxes = new Inboxes();
    private final MockWebServer slack = inboxes.slack;
    private final MockWebServer resend = inboxes.resend;
    private Jdbi jdbi;
    private Alerts alerts;

    @BeforeEach
    void start(DataSource database) throws IOException {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        inboxes.start();
        for (int i = 0; i < 30; i++) {
            slack.enqueue(new MockResponse.Builder().code(200).body("ok").build());
            resend.enqueue(
                    new MockResponse.Builder().code(200).body("{\"id\":\"1\"}").build());
        }
        sql(
                "INSERT INTO providers (slug, name, base_url, tier, is_supported, requires_key, quotes_prices, health_status)"
                        + " VALUES ('groq', 'Groq', '', 'hourly', true, true, true, 'healthy'),"
                        + " ('xai', 'xAI', '', 'hourly', true, true, true, 'healthy');"
                        + "INSERT INTO provider_sync_state (provider_id, last_success_at) SELECT id, now() FROM providers");
        alerts = alerts(List.of());
    }

    @AfterEach
    void stop() {
        inboxes.close();
    }

    private Alerts alerts(List<String> slugs) {
        return new Alerts(jdbi, 8, slugs, inboxes.channels());
    }

    private void sql(String statements) {
        jdbi.useHandle(handle -> handle.createScript(statements).execute());
    }

    private List<String> open() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT incident_key FROM alert_incidents WHERE resolved_at IS NULL ORDER BY 1")
                .mapTo(String.class)
                .list());
    }

    private void groqIsDown() {
        sql("UPDATE provider_sync_state SET consecutive_failures = 3, last_error_code = 'provider_auth_failed'"
                + " WHERE provider_id = (SELECT id FROM providers WHERE slug = 'groq')");
    }

    private void groqIsUp() {
        sql("UPDATE provider_sync_state SET consecutive_failures = 0");
    }

    private static String text(MockWebServer server) throws InterruptedException {
        RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
        return request == null ? "" : request.getBody().utf8();
    }

    @Test
    void nothingWrong_isNotTold() {
        alerts.tick();

        assertThat(open()).isEmpty();
        assertThat(slack.getRequestCount()).isZero();
    }

    @Test
    void unreadPriceTerm_isToldOnceForEachField_whateverModelsHaveIt() throws InterruptedException {
        sql("INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)"
                + " SELECT p.id, 'm' || n, 'm' || n, 'm', 'text->text', '' FROM providers p, generate_series(1, 3) n"
                + " WHERE p.slug = 'groq'; INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, components,"
                + " price_hash, pricing_source, last_updated, unread) SELECT id, 'unknown', 'x', '[]', '', 'provider:groq',"
                + " now(), '[\"/pricing/tiers/0/night\", \"/pricing/tiers/1/night\"]' FROM catalog_models");
        alerts.tick();
        alerts.tick();

        assertThat(open()).containsExactly("price-term-unread:groq:pricing.tiers[].night");
        assertThat(slack.getRequestCount()).isEqualTo(1);
        assertThat(text(slack))
                .contains("groq states a term of its prices that is not read: pricing.tiers[].night, of 3 models")
                .contains("./catalog-sync price groq m1");

        sql("UPDATE model_pricing SET unread = '[\"/pricing/tiers/0/night\", \"/pricing/day\"]' WHERE model_id ="
                + " (SELECT min(id) FROM catalog_models)");
        alerts.tick();
        assertThat(open())
                .containsExactly("price-term-unread:groq:pricing.day", "price-term-unread:groq:pricing.tiers[].night");
        assertThat(slack.getRequestCount()).isEqualTo(2);
    }

    @Test
    void incident_isToldOnceWhenItBeginsAndOnceWhenItIsOver() throws InterruptedException {
        groqIsDown();
        alerts.tick();
        alerts.tick();
        alerts.tick();
        assertThat(open()).containsExactly("provider-down:groq");
        assertThat(slack.getRequestCount()).isEqualTo(1);
        groqIsUp();
        alerts.tick();
        alerts.tick();

        assertThat(open()).isEmpty();
        assertThat(slack.getRequestCount()).isEqualTo(2);
        assertThat(resend.getRequestCount()).isEqualTo(2);
        assertThat(text(slack))
                .isEqualTo(
                        "{\"text\":\":warning: *Catalog sync: provider-down:groq*\\ngroq is down: its last syncs failed"
                                + " with provider_auth_failed. Its models stay listed with their last known prices.\\nSeverity:"
                                + " warning\\nRun: ./catalog-sync sync --provider groq -v\"}");
        assertThat(text(slack))
                .startsWith("{\"text\":\":white_check_mark: *Recovered: provider-down:groq*\\nOver after ")
                .contains("It was: groq is down");
    }

    @Test
    void email_goesThroughResendsInterface() throws InterruptedException {
        groqIsDown();
        alerts.tick();

        RecordedRequest request = resend.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request.getTarget()).isEqualTo("/emails");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer re_key");
        assertThat(request.getHeaders().get("Idempotency-Key")).matches("incident-\\d+-opened");
        assertThat(request.getBody().utf8())
                .startsWith(
                        "{\"from\":\"sync@example.com\",\"to\":[\"a@example.com\"],\"subject\":\"[warning] Catalog sync:"
                                + " provider-down:groq\",\"text\":\"groq is down");
    }

    @Test
    void secondIncidentOfTheSameKind_isToldAgain() {
        groqIsDown();
        alerts.tick();
        groqIsUp();
        alerts.tick();
        groqIsDown();
        alerts.tick();

        assertThat(slack.getRequestCount()).isEqualTo(3);
    }

    @Test
    void channelThatFails_isTriedAgain_andTheOtherIsToldAtOnceAndOnce() {
        MockWebServer broken = new MockWebServer();
        for (int i = 0; i < 2; i++) {
            broken.enqueue(new MockResponse.Builder().code(i == 0 ? 500 : 200).build());
        }
        try (broken) {
            broken.start();
            alerts = new Alerts(
                    jdbi,
                    8,
                    List.of(),
                    List.of(
                            new SlackChannel(broken.url("/").toString(), inboxes.http),
                            new EmailChannel(
                                    resend.url("/emails").toString(),
                                    new EmailChannel.Account("re_key", "s@example.com", List.of("a@example.com")),
                                    inboxes.http)));
            groqIsDown();
            alerts.tick();
            assertThat(broken.getRequestCount()).isEqualTo(1);
            assertThat(resend.getRequestCount())
                    .as("told though the one before failed")
                    .isEqualTo(1);
            sql("UPDATE alert_incidents SET next_attempt_at = now()");
            alerts.tick();
            alerts.tick();

            assertThat(broken.getRequestCount()).isEqualTo(2);
            assertThat(resend.getRequestCount()).isEqualTo(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void troubleThatWasOverBeforeAnybodyWasTold_isNotTold() {
        Alerts silent = new Alerts(jdbi, 8, List.of(), List.of());
        groqIsDown();
        silent.tick();
        groqIsUp();
        silent.tick();
        alerts.tick();

        assertThat(slack.getRequestCount()).isZero();
    }

    @Test
    void severalWorkers_openOneIncidentAndSendOneMessage() {
        groqIsDown();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(CompletableFuture.runAsync(() -> alerts(List.of()).tick(), ASIDE));
        }
        workers.forEach(CompletableFuture::join);

        assertThat(open()).containsExactly("provider-down:groq");
        assertThat(slack.getRequestCount()).isEqualTo(1);
        assertThat(resend.getRequestCount()).isEqualTo(1);
    }

    @Test
    void missingSuccess_isNoticedThoughNothingRuns() throws InterruptedException {
        sql("UPDATE provider_sync_state SET last_success_at = now() - interval '9 hours'"
                + " WHERE provider_id = (SELECT id FROM providers WHERE slug = 'groq')");
        alerts.tick();
        assertThat(open()).containsExactly("provider-stale:groq");
        assertThat(text(slack)).contains("groq was not synced successfully for more than 8 hours");

        sql("UPDATE provider_sync_state SET last_success_at = now() - interval '9 hours'");
        alerts.tick();
        assertThat(open()).containsExactly("no-success");
    }

    @Test
    void neverAnySuccess_isToldWhenTheInstallationIsOldEnough() {
        sql("UPDATE provider_sync_state SET last_success_at = NULL");
        alerts.tick();
        assertThat(open()).isEmpty();

        sql("UPDATE providers SET created_at = now() - interval '9 hours'");
        alerts.tick();
        assertThat(open()).containsExactly("no-success");
    }

    @Test
    void providerThatIsSwitchedOffOrNotConfigured_isNotMissed() {
        sql("UPDATE provider_sync_state SET last_success_at = now() - interval '9 hours'"
                + " WHERE provider_id = (SELECT id FROM providers WHERE slug = 'groq')");
        alerts(List.of("xai")).tick();
        assertThat(open()).isEmpty();

        sql("UPDATE providers SET is_active = false WHERE slug = 'groq'");
        alerts.tick();
        assertThat(open()).isEmpty();
    }

    @Test
    void failedRun_isTold_untilOneSucceeds() {
        run("a", "failed", 10);
        alerts.tick();
        assertThat(open()).containsExactly("catalog-run");
        run("b", "partial", 5);
        alerts.tick();
        assertThat(open()).isEmpty();
    }

    private void run(String id, String status, int minutesAgo) {
        sql("INSERT INTO sync_runs (job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms,"
                + " providers, succeeded, failed, skipped, models_fetched, models_synced, models_delisted) VALUES ('"
                + id
                + "', 'r', 'FULL', '" + status + "', 'schedule', now(), now() - interval '" + minutesAgo
                + " minutes', 1, 2, 0, 2, 0, 0, 0, 0)");
    }

    @Test
    void incompleteList_andMassRemoval_areTold() {
        sql("UPDATE providers SET health_status = 'degraded'");
        verdict("groq", "mass_removal");
        verdict("xai", "shrunk");
        alerts.tick();

        assertThat(open()).containsExactly("mass-removal:groq", "provider-degraded:xai");
    }

    private void verdict(String slug, String verdict) {
        sql("INSERT INTO pricing_sync_log (provider_slug, kind, job_id, workflow_id, run_id, sync_started_at,"
                + " sync_completed_at, duration_ms, status, outcome, triggered_by, list_verdict) VALUES ('" + slug
                + "', 'FULL', 'j', 'w', 'r', now(), now(), 1, 'success', 'synced', 'schedule', '" + verdict + "')");
    }
}

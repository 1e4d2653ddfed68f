package ai.gatewayz.sync.activities.announced;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.notify.Alerts;
import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a catalog announces, over a real database and a clock that a test turns. */
final class AnnouncementsTest {
    @RegisterExtension
    final CatalogFixture fixture = new CatalogFixture();

    private final Instant start = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    private final Instant date = start.plus(Duration.ofDays(10));
    private final AtomicReference<Instant> now = new AtomicReference<>(start);
    private Announcements announcements;

    @BeforeEach
    void open() {
        announcements = new Announcements(fixture.jdbi, now::get);
    }

    private void sql(String statement) {
        fixture.jdbi.useHandle(handle -> handle.execute(statement));
    }

    /** As the last list of Groq told the model. */
    private void model(String id, String components) {
        sql("INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)"
                + " SELECT p.id, '" + id + "', '" + id + "', '" + id + "', 'text', ''::bytea FROM providers p"
                + " WHERE slug = 'groq' ON CONFLICT DO NOTHING");
        sql("INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, components, price_hash, pricing_source,"
                + " last_updated) SELECT id, 'priced', 'listed', '" + components + "'::jsonb, ''::bytea,"
                + " 'provider:groq', now() FROM catalog_models WHERE provider_model_id = '" + id + "'"
                + " ON CONFLICT (model_id) DO UPDATE SET components = excluded.components");
    }

    private static String line(String usd, String condition) {
        return "{\"kind\":\"input\",\"unit\":\"token\",\"usd\":\"" + usd + "\",\"raw\":\"" + usd + "\",\"condition\":{"
                + condition + "}}";
    }

    private static String list(String... lines) {
        return "[" + String.join(",", lines) + "]";
    }

    private static String from(Instant instant) {
        return "\"starts_at\":\"" + instant + "\"";
    }

    private String announced() {
        return list(line("0.000001", ""), line("0.000002", from(date)));
    }

    private void retirement(String id, Instant at) {
        sql("UPDATE catalog_models SET deprecated_at = " + (at == null ? "NULL" : "'" + at + "'")
                + ", metadata = '{\"replacement\":\"m/new\"}' WHERE provider_model_id = '" + id + "'");
    }

    /** A sync of Groq that began then and succeeded. */
    private void synced(Instant at) {
        sql(
                "INSERT INTO pricing_sync_log (provider_slug, sync_started_at, sync_completed_at, status, triggered_by, kind,"
                        + " workflow_id, run_id, job_id, duration_ms, outcome) VALUES ('groq', '" + at + "', '" + at
                        + "', 'success', 'test', 'FULL',"
                        + " 'provider-sync:groq', gen_random_uuid()::text, 'provider-sync:groq', 1, 'synced')");
    }

    private List<String> rows() {
        return fixture.texts("SELECT m.provider_model_id || ' ' || a.kind || ' ' || a.status FROM announcements a"
                + " JOIN catalog_models m ON m.id = a.model_id ORDER BY 1");
    }

    private AnnouncementLook lookAt(Instant time) {
        now.set(time);
        synced(time);
        return announcements.look(new AnnouncedChange("groq", date.toString(), List.of(), 1));
    }

    private List<String> events() {
        return fixture.texts("SELECT type || ' ' || provider_model_id || ' ' || before::text || ' ' || after::text"
                + " FROM change_events WHERE type LIKE '%.not_%' ORDER BY seq");
    }

    @Test
    void announcedPrice_waitsForItsInstant_andIsKept_whenTheListSaysIt() {
        model("m/1", announced());
        announcements.reconcile();
        announcements.reconcile();
        assertThat(rows()).containsExactly("m/1 price waiting");
        assertThat(announcements.untimed(false, false))
                .containsExactly(new AnnouncedChange("groq", date.toString(), List.of("m/1"), 1));

        model("m/1", list(line("0.0000020", "")));
        assertThat(lookAt(date.plusSeconds(5))).isEqualTo(new AnnouncementLook(0, 1, 0, null));
        assertThat(events()).isEmpty();
    }

    @Test
    void listThatStaysAsItWas_keepsWhatItAnnounced() {
        model("m/1", announced());
        announcements.reconcile();
        assertThat(lookAt(date.plusSeconds(5)).kept()).isEqualTo(1);
    }

    @Test
    void priceThatDoesNotMove_isTold_onceAfterItsGrace() {
        model("m/1", announced());
        announcements.reconcile();
        model("m/1", list(line("0.000001", "")));
        assertThat(lookAt(date.plusSeconds(5)))
                .isEqualTo(new AnnouncementLook(1, 0, 0, date.plusSeconds(900).toString()));
        assertThat(events()).isEmpty();
        assertThat(lookAt(date.plusSeconds(900))).isEqualTo(new AnnouncementLook(0, 0, 1, null));
        assertThat(lookAt(date.plusSeconds(990)).missed()).isEqualTo(1);
        assertThat(events())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("price.not_moved m/1")
                .contains("\"announced\": \"price\"", "\"usd\": \"0.000002\"", "\"due_at\": \"" + date + "\"");
    }

    @Test
    void missedChange_isTrouble_untilItComes() {
        model("m/1", announced());
        announcements.reconcile();
        model("m/1", list(line("0.000001", "")));
        lookAt(date.plusSeconds(900));
        Alerts alerts = new Alerts(fixture.jdbi, 0, List.of(), List.of());
        alerts.tick();
        assertThat(fixture.texts("SELECT incident_key FROM alert_incidents WHERE resolved_at IS NULL"))
                .containsExactly("announced-change-missed:groq");

        model("m/1", list(line("0.000002", "")));
        assertThat(lookAt(date.plusSeconds(4_000)).kept()).isEqualTo(1);
        alerts.tick();
        assertThat(fixture.number("SELECT count(*) FROM alert_incidents WHERE resolved_at IS NULL"))
                .isZero();
    }

    @Test
    void providerThatCannotBeAsked_leavesItOpen() {
        model("m/1", announced());
        announcements.reconcile();
        model("m/1", list(line("0.000001", "")));
        synced(date.minusSeconds(1));
        Instant later = date.plusSeconds(3_600);
        now.set(later);
        assertThat(announcements.look(new AnnouncedChange("groq", date.toString(), List.of(), 1)))
                .isEqualTo(
                        new AnnouncementLook(1, 0, 0, later.plusSeconds(1_800).toString()));
        now.set(date.plus(Duration.ofDays(8)));
        announcements.reconcile();
        assertThat(rows()).containsExactly("m/1 price expired");
    }

    @Test
    void promotion_thatGoesOn_isTold() {
        model("m/1", list(line("0.000002", ""), line("0.000001", "\"ends_at\":\"" + date + "\"")));
        announcements.reconcile();
        assertThat(rows()).containsExactly("m/1 promotion_end waiting");
        model("m/1", list(line("0.000001", "")));
        lookAt(date.plusSeconds(1_000));
        assertThat(rows()).containsExactly("m/1 promotion_end missed");
    }

    @Test
    void heldPrice_isWhatTheProviderSays() {
        model("m/1", announced());
        announcements.reconcile();
        sql("INSERT INTO held_changes (provider_id, model_id, rule, cleared_by_second_source, cleared_by_agreement,"
                + " pricing_state, pricing_basis, components, price_hash, pricing_source, job_id, fence, snapshot_sha256,"
                + " transformer_version, agreeing_fetches) SELECT provider_id, id, 'ratio', true, true, 'priced', 'listed',"
                + " '" + list(line("0.00009", "")) + "', ''::bytea, 'provider:groq', 'j', 1, ''::bytea, 1, 0"
                + " FROM catalog_models");
        assertThat(lookAt(date.plusSeconds(1_000)).missed()).isEqualTo(1);
        assertThat(events().get(0)).contains("\"usd\": \"0.00009\"");
    }

    @Test
    void announcementThatGoesAway_isWithdrawn_andItsTimerNeedless() {
        model("m/1", announced());
        announcements.reconcile();
        AnnouncedChange change = announcements.untimed(false, false).get(0);
        announcements.setTimer(change, true);
        assertThat(announcements.untimed(false, false)).isEmpty();
        assertThat(announcements.untimed(true, false)).hasSize(1);
        assertThat(announcements.needless()).isEmpty();

        model("m/1", list(line("0.000001", "")));
        announcements.reconcile();
        assertThat(rows()).containsExactly("m/1 price withdrawn");
        assertThat(announcements.needless()).hasSize(1);
        announcements.setTimer(change, false);
        assertThat(announcements.needless()).isEmpty();

        model("m/1", announced());
        announcements.reconcile();
        assertThat(rows()).containsExactly("m/1 price waiting");
        assertThat(announcements.untimed(false, false)).hasSize(1);
    }

    @Test
    void retirement_isKept_whenTheModelIsMissing_andToldADayLater_whenNot() {
        model("m/1", list(line("0.000001", "")));
        model("m/2", list(line("0.000001", "")));
        retirement("m/1", date);
        retirement("m/2", date);
        announcements.reconcile();
        sql("INSERT INTO model_misses SELECT id, 1, now(), now() FROM catalog_models WHERE provider_model_id = 'm/1'");
        assertThat(lookAt(date.plusSeconds(5)))
                .isEqualTo(new AnnouncementLook(
                        1, 1, 0, date.plus(Duration.ofDays(1)).toString()));
        lookAt(date.plus(Duration.ofDays(1)));
        assertThat(rows()).containsExactly("m/1 retirement kept", "m/2 retirement missed");
        assertThat(fixture.texts("SELECT type || ' ' || provider_model_id FROM change_events WHERE type LIKE '%not%'"))
                .containsExactly("model.not_retired m/2");
    }

    @Test
    void retirementThatIsPutOff_isNotTold() {
        model("m/1", list(line("0.000001", "")));
        retirement("m/1", date);
        announcements.reconcile();
        retirement("m/1", date.plus(Duration.ofDays(60)));
        lookAt(date.plus(Duration.ofDays(1)));
        assertThat(rows()).containsExactly("m/1 retirement withdrawn");
    }

    @Test
    void retirements_areWarnedOf_onceADayInAMonthAndOnceInAWeek() {
        model("m/1", list(line("0.000001", "")));
        model("m/2", list(line("0.000001", "")));
        retirement("m/1", start.plus(Duration.ofDays(20)));
        retirement("m/2", start.plus(Duration.ofDays(20)));
        announcements.reconcile();
        Alerts alerts = new Alerts(fixture.jdbi, 0, List.of(), List.of());
        alerts.tick();
        alerts.tick();
        String day = start.plus(Duration.ofDays(20)).toString().substring(0, 10);
        String told = "SELECT incident_key || ': ' || summary FROM alert_incidents ORDER BY id";
        assertThat(fixture.texts(told))
                .containsExactly("retirement-in-30-days:groq:" + day + ": groq retires 2 models on " + day
                        + ": m/1 (instead: m/new), m/2 (instead: m/new)");
        sql("UPDATE announcements SET due_at = due_at - interval '14 days'");
        alerts.tick();
        alerts.tick();
        assertThat(fixture.texts(told)).hasSize(2).element(1).asString().startsWith("retirement-in-7-days:groq:");
        assertThat(fixture.number("SELECT count(*) FROM alert_incidents WHERE resolved_at IS NULL"))
                .isZero();
    }

    @Test
    void hostileList_fillsFiftyInstants_theNearest() {
        String lines = IntStream.rangeClosed(1, 300)
                .mapToObj(n -> line("0.0000" + (1_000 + n), from(date.plusSeconds(n))))
                .collect(Collectors.joining(","));
        model("m/1", "[" + lines + "]");
        announcements.reconcile();
        assertThat(announcements.untimed(false, false)).hasSize(50);
        assertThat(announcements.untimed(false, false).get(49).dueAt())
                .isEqualTo(date.plusSeconds(50).toString());
    }

    @Test
    void datesLongPast_announceNothing() {
        model("m/1", list(line("0.000001", ""), line("0.000002", from(start.minusSeconds(60)))));
        retirement("m/1", start.minusSeconds(1));
        announcements.reconcile();
        assertThat(rows()).isEmpty();
        assertThat(announcements.isAnyDue()).isFalse();
    }
}

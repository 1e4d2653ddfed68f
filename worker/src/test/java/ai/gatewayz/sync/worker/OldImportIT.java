package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.imported.ImportReport;
import ai.gatewayz.sync.activities.imported.OldImport;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.migrations.OldDatabase;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.simulator.model.ModelTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An old database, the first sync after its import, and the import again. */
final class OldImportIT {
    private static final FleetOptions FLEET =
            FleetOptions.defaults().withFrozen(true).withTotalModels(1_500);

    /** All that readers see of models and prices, and what waits, without the ids and times that an import changes. */
    private static List<String> seen(SyncFixture fixture) {
        return fixture.jdbi.withHandle(
                handle -> handle.createQuery("""
                        SELECT concat_ws(' ', v.slug, m.provider_model_id, m.is_active, p.pricing_state, p.price_per_input_token,
                                         p.price_per_output_token, p.components, h.kinds, w.rules, e.events)
                        FROM catalog_models m JOIN providers v ON v.id = m.provider_id JOIN model_pricing p ON p.model_id = m.id
                        LEFT JOIN LATERAL (SELECT string_agg(change_kind, ',' ORDER BY id) AS kinds FROM model_pricing_history
                                           WHERE model_id = m.id) h ON true
                        LEFT JOIN LATERAL (SELECT string_agg(rule || status, ',') AS rules FROM held_changes
                                           WHERE model_id = m.id) w ON true
                        LEFT JOIN LATERAL (SELECT string_agg(type || after, ',' ORDER BY seq) AS events FROM change_events
                                           WHERE provider_slug = v.slug AND provider_model_id = m.provider_model_id) e ON true
                        ORDER BY v.slug, m.provider_model_id
                        """).mapTo(String.class).list());
    }

    private static void fill(OldDatabase old, List<ModelTruth> truths) {
        old.execute("INSERT INTO providers (id, slug) VALUES (3, 'openrouter')");
        long id = 100_000;
        for (ModelTruth truth : truths) {
            old.model(++id, 3, truth.id());
            if (truth.input() != null) {
                BigDecimal factor = new BigDecimal(
                        switch ((int) (id % 6)) {
                            case 0 -> "1000000";
                            case 1 -> "0.001";
                            case 2 -> "0";
                            case 3 -> "1.5";
                            default -> "1";
                        });
                old.price(
                        id,
                        new BigDecimal(truth.input()).multiply(factor).toPlainString(),
                        truth.output() == null
                                ? "0"
                                : new BigDecimal(truth.output())
                                        .multiply(factor)
                                        .toPlainString());
            }
        }
        old.model(7, 3, "acme/gone-for-years");
    }

    @Test
    @Timeout(120)
    void firstSyncAfterAnImport_isThatOfAnEmptyCatalog_withOldIds() throws IOException {
        List<String> without;
        try (SyncFixture fixture = new SyncFixture(FLEET)) {
            assertThat(fixture.sync("openrouter").status()).isEqualTo(RunOutcome.SYNCED);
            without = seen(fixture);
        }
        try (OldDatabase old = new OldDatabase();
                SyncFixture fixture = new SyncFixture(FLEET)) {
            List<ModelTruth> truths = fixture.fleet.expectedPrices("openrouter");
            fill(old, truths);

            ImportReport first = OldImport.run(old.database(), fixture.database, false, (table, rows) -> {});
            assertThat(fixture.sync("openrouter").status()).isEqualTo(RunOutcome.SYNCED);

            assertThat(first.tables().get(1).added()).isEqualTo(truths.size() + 1);
            assertThat(without).hasSizeGreaterThan(30).isEqualTo(seen(fixture));
            assertThat(fixture.count("SELECT count(*) FROM catalog_models WHERE id > 100000"))
                    .isEqualTo(without.size());
            assertThat(fixture.count("SELECT count(*) FROM catalog_models WHERE created_at = '2025-11-02 10:00:00Z'"))
                    .isEqualTo(without.size());
            ImportReport again = OldImport.run(old.database(), fixture.database, false, (table, rows) -> {});
            assertThat(again.tables()).allMatch(counts -> counts.added() == 0);
            // What is 1,000 times too cheap passes every rule until the provider's own price is known.
            assertThat(again.withdrawn()).isPositive();
            assertThat(again.inCatalog()).isEqualTo(without.size()).isEqualTo(again.withSameId());
            assertThat(fixture.count("""
                            SELECT count(*) FROM imported_prices o JOIN imported_model_ids i ON i.old_id = o.old_model_id
                            JOIN model_pricing p ON p.model_id = i.model_id
                            WHERE o.price_per_input_token NOT BETWEEN p.price_per_input_token / 10
                                                                  AND p.price_per_input_token * 10
                            """)).isZero();
            assertThat(seen(fixture)).isEqualTo(without);
        }
    }
}

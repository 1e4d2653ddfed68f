package ai.gatewayz.sync.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.PriceAuditActivitiesImpl;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.activity.PriceAuditActivities;
import ai.gatewayz.sync.workflows.model.PriceAuditRecord;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import io.temporal.testing.TestActivityEnvironment;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows of looks at stored prices, and the steps over a database. */
@ExtendWith(CatalogDatabase.class)
final class PriceAuditsTest {
    private static final PriceAuditRecord RECORD = new PriceAuditRecord(
            1_700_000_000_000L,
            1_500,
            new PriceAuditReport(
                    new PriceAuditReport.Replay(2, 9, 3, 1, List.of("openrouter orb: recorded a, now b")),
                    new PriceAuditReport.Feeds(7, 5, 4, List.of("groq sun input: 1, litellm says 10"))));

    @Test
    void anAudit_hasOneRow_howeverOftenItIsWritten(DataSource database) {
        Jdbi jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        PriceAudits audits = new PriceAudits(jdbi);
        audits.insert("price-audit", "run", RECORD);
        audits.insert("price-audit", "run", RECORD);

        List<String> rows = jdbi.withHandle(
                handle -> handle.createQuery("""
                                SELECT concat_ws(' ', lists, unreadable_lists, recorded_prices, differing_prices, compared_lines,
                                    open_lines, wrong_lines, duration_ms, extract(epoch FROM completed_at - started_at), findings)
                                FROM price_audits
                                """).mapTo(String.class).list());
        assertThat(rows)
                .containsExactly(
                        "2 1 9 3 7 5 4 1500 1.500000 [\"openrouter orb: recorded a, now b\", \"groq sun input: 1,"
                                + " litellm says 10\"]");
    }

    @Test
    void anEmptyCatalog_isClean(DataSource database) {
        Jdbi jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        new ProviderStore(jdbi).register(Providers.all());
        TestActivityEnvironment env = TestActivityEnvironment.newInstance();
        try {
            env.registerActivitiesImplementations(new PriceAuditActivitiesImpl(
                    StoredCatalog.in(jdbi),
                    new PriceAudits(jdbi),
                    new ProviderRegistry(Providers.all()),
                    InstantSource.system()));
            PriceAuditActivities steps = env.newActivityStub(PriceAuditActivities.class);
            assertThat(steps.replayLists()).isEqualTo(new PriceAuditReport.Replay(0, 0, 0, 0, List.of()));
            assertThat(steps.compareWithFeeds()).isEqualTo(new PriceAuditReport.Feeds(0, 0, 0, List.of()));
        } finally {
            env.close();
        }
    }

    @Test
    void onlyAnOpenDifferenceByAPowerOfTen_isWrong() {
        assertThat(mismatch("0.00001", "0.000001", "open").isWrong()).isTrue();
        assertThat(mismatch("0.00001", "0.000001", "alias_moved").isWrong()).isFalse();
        assertThat(mismatch("0.00003", "0.000001", "open").isWrong()).isFalse();
        assertThat(mismatch("0", "0.000001", "open").isWrong()).isFalse();
    }

    private static Scorecard.Mismatch mismatch(String price, String reference, String disposition) {
        return new Scorecard.Mismatch("groq", "sun", "litellm", "sun", "exact", "input", price, reference, disposition);
    }
}

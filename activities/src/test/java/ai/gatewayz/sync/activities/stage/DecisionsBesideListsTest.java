package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.ledger.Decisions;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators who decide about a price, on a connection of their own, while a list that tells it is on its way. */
@SuppressWarnings("NullAway.Init") // set before each test
final class DecisionsBesideListsTest {
    /** The common pool has one thread on two cores. */
    private static final Executor ASIDE = task -> new Thread(task, "aside").start();

    private static final String BY = "admin/k1";
    private static final String SERVED = "SELECT price_per_input_token::text FROM model_pricing";
    private static final String HOLDS =
            "SELECT concat_ws(' ', status, decided_by, is_suppressing) FROM held_changes ORDER BY id";
    private static final String HISTORY = "SELECT change_kind FROM model_pricing_history ORDER BY id";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private Connection connection;
    private Jdbi operator;
    private long hold;

    /** A price waits, and the next list releases it. */
    @BeforeEach
    void aPriceWaits() throws SQLException {
        catalog.sync(priced("a", "0.000001", "0.000002"));
        catalog.sync(priced("a", "0.000012", "0.000002"));
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE held_changes SET last_agreed_at = now() - interval '2 hours'"));
        hold = catalog.number("SELECT id FROM held_changes WHERE status = 'pending'");
        connection = catalog.database.getConnection();
        operator = Jdbi.create(connection);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private ApplyRequest reviewed() {
        return catalog.application(CatalogFixture.SLUG, FakeFeed.of(priced("a", "0.000012", "0.000002")), false);
    }

    private boolean decide(Function<Handle, Boolean> decision) {
        return operator.inTransaction(decision::apply);
    }

    @Test
    void withoutAnOperator_theListReleasesThePrice() {
        ApplyReport report = catalog.catalog.apply(reviewed());

        assertThat(report.counts().priceChanges()).isEqualTo(1);
        assertThat(catalog.texts(SERVED)).containsExactly("0.000012");
        assertThat(catalog.texts(HOLDS)).containsExactly("released agreeing_fetches f");
    }

    @Test
    void aRejection_betweenReviewAndUpsert_keepsThePriceAway() {
        ApplyRequest list = reviewed();
        assertThat(decide(handle -> Decisions.reject(handle, hold, BY, null))).isTrue();

        ApplyReport report = catalog.catalog.apply(list);

        assertThat(report.counts().priceChanges()).isZero();
        assertThat(catalog.texts(SERVED)).containsExactly("0.000001");
        assertThat(catalog.texts(HOLDS)).containsExactly("rejected admin/k1 t");
        assertThat(catalog.texts(HISTORY)).containsExactly("first");
        assertThat(catalog.events()).doesNotContain("price.changed a", "price.released a");

        catalog.catalog.apply(reviewed());
        assertThat(catalog.texts(SERVED)).containsExactly("0.000001");
    }

    @Test
    void anApproval_betweenReviewAndUpsert_isServedOnce() {
        ApplyRequest list = reviewed();
        assertThat(decide(handle -> Decisions.approve(handle, hold, BY, "as announced")))
                .isTrue();

        ApplyReport report = catalog.catalog.apply(list);

        assertThat(report.counts().priceChanges()).isZero();
        assertThat(catalog.texts(SERVED)).containsExactly("0.000012");
        assertThat(catalog.texts(HOLDS)).containsExactly("approved admin/k1 f");
        assertThat(catalog.texts(HISTORY)).containsExactly("first", "approval");
        assertThat(catalog.text("SELECT note FROM held_changes")).isEqualTo("as announced");
    }

    @Test
    void aDecision_waitsForTheListThatIsBeingApplied_andComesTooLate() throws SQLException {
        ApplyRequest list = reviewed();
        try (Connection other = catalog.database.getConnection();
                Handle reader = Jdbi.create(other).open()) {
            // The list is applied up to the generation, which somebody else has.
            reader.begin();
            reader.execute("SELECT generation FROM catalog_generation FOR UPDATE");
            CompletableFuture<ApplyReport> applied =
                    CompletableFuture.supplyAsync(() -> catalog.catalog.apply(list), ASIDE);
            awaitWaiting(reader, 1);
            CompletableFuture<Boolean> rejected = CompletableFuture.supplyAsync(
                    () -> decide(handle -> Decisions.reject(handle, hold, BY, null)), ASIDE);
            awaitWaiting(reader, 2);
            reader.commit();

            assertThat(applied.join().counts().priceChanges()).isEqualTo(1);
            assertThat(rejected.join()).isFalse();
        }
        assertThat(catalog.texts(SERVED)).containsExactly("0.000012");
        assertThat(catalog.texts(HOLDS)).containsExactly("released agreeing_fetches f");
        assertThat(decide(handle -> Decisions.approve(handle, hold, BY, null))).isFalse();
    }

    private static void awaitWaiting(Handle reader, int sessions) {
        long waiting;
        do {
            waiting = reader.createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
                            + " AND pid IN (SELECT pid FROM pg_stat_get_activity(NULL) WHERE datid ="
                            + " (SELECT oid FROM pg_database WHERE datname = current_database()))")
                    .mapTo(Long.class)
                    .one();
        } while (waiting < sessions);
    }
}

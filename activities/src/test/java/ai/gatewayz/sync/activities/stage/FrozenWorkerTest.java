package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that stops in the middle of writing, as by SIGSTOP, while another one does its work. */
@ExtendWith(CatalogDatabase.class)
final class FrozenWorkerTest {
    /** PostgreSQL ends the transaction after 15 s; each try waits for 5 s. */
    private static final int MOST_TRIES = 5;

    /** Stops the thread that has locked its provider's row. */
    private record Freezer(CountDownLatch locked, CountDownLatch thawed) implements SqlLogger {
        @Override
        public void logAfterExecution(StatementContext context) {
            if (context.getRenderedSql().contains("FOR UPDATE OF s")) {
                locked.countDown();
                try {
                    thawed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Test
    void itsTransactionIsEnded_anotherOneApplies_andItsStageIsRemoved(DataSource database) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Freezer freezer = new Freezer(new CountDownLatch(1), new CountDownLatch(1));
        try (CatalogFixture frozen = new CatalogFixture(database);
                CatalogFixture other = new CatalogFixture(database)) {
            ApplyRequest stopped = frozen.application(CatalogFixture.SLUG, FakeFeed.of(models(3)), false);
            ApplyRequest next =
                    other.application(CatalogFixture.SLUG, FakeFeed.of(priced("m1", "0.000005", "0.000002")), false);
            frozen.jdbi.setSqlLogger(freezer);
            Future<?> writer = thread.submit(() -> frozen.catalog.apply(stopped));
            freezer.locked.await();

            assertThat(tries(other, next)).isBetween(2, MOST_TRIES);
            freezer.thawed.countDown();
            assertThatThrownBy(writer::get).rootCause().isInstanceOf(SQLException.class);
            assertThat(other.texts("SELECT provider_model_id FROM catalog_models"))
                    .containsExactly("m1");
            StageStore stages = new StageStore(other.jdbi);
            assertThat(other.number("SELECT count(*) FROM staged_models")).isEqualTo(3);
            assertThat(stages.expire()).isEqualTo(3);
            assertThat(stages.expire()).isZero();
        } finally {
            freezer.thawed.countDown();
            thread.shutdownNow();
        }
    }

    /** How often it was tried until it went through. */
    private static int tries(CatalogFixture other, ApplyRequest next) {
        for (int tried = 1; ; tried++) {
            try {
                other.catalog.apply(next);
                return tried;
            } catch (JdbiException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(SQLException.class, cause -> assertThat(cause.getSQLState())
                                .isEqualTo("55P03"));
                assertThat(tried).isLessThan(MOST_TRIES);
            }
        }
    }
}

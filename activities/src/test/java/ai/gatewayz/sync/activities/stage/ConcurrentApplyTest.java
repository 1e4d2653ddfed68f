package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.runs.RunRef;
import ai.gatewayz.sync.activities.runs.SyncLog;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CatalogDatabase.class)
final class ConcurrentApplyTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 12;
    private static final List<String> SLUGS =
            List.of("openrouter", "groq", "together", "deepinfra", "mistral", "xai", "cohere", "near");

    /** One list per provider and round, in an order of its own. */
    private static FakeFeed list(int round, Random random) {
        CatalogModel[] models = new CatalogModel[20];
        Arrays.setAll(models, n -> SampleModels.priced("m" + n, "0.0000" + (100 + round), "0.000002"));
        List<CatalogModel> shuffled = new ArrayList<>(List.of(models));
        Collections.shuffle(shuffled, random);
        return new FakeFeed(shuffled, 0, -1);
    }

    /** What a follower of the feed sees when it asks over and over for everything after the last number it saw. */
    private static List<Long> follow(Jdbi jdbi, AtomicBoolean done) {
        List<Long> seen = new ArrayList<>();
        long since = 0;
        boolean last;
        do {
            last = done.get();
            long after = since;
            List<Long> page =
                    jdbi.withHandle(h -> h.createQuery("SELECT seq FROM change_events WHERE seq > :since ORDER BY seq")
                            .bind("since", after)
                            .mapTo(Long.class)
                            .list());
            seen.addAll(page);
            since = page.isEmpty() ? since : page.get(page.size() - 1);
        } while (!last);
        return seen;
    }

    private static Callable<Integer> syncs(DataSource database, String slug, int seed) {
        return () -> {
            Random random = new Random(seed);
            // Each registers all providers while others apply, as workers that start do.
            try (CatalogFixture mine = new CatalogFixture(database)) {
                SyncLog log = new SyncLog(mine.jdbi);
                for (int round = 0; round < ROUNDS; round++) {
                    mine.sync(slug, list(round, random));
                    mine.providers.register(Providers.all());
                    fail(log, slug, round);
                }
                return ROUNDS;
            }
        };
    }

    private static void fail(SyncLog log, String slug, int round) {
        ProviderSyncRequest sync = new ProviderSyncRequest(slug, SyncKind.FULL, false, "test", null, true);
        ProviderSyncResult result = new ProviderSyncResult(
                slug,
                RunOutcome.FAILED,
                false,
                SyncCounts.NONE,
                new TreeMap<>(),
                null,
                new StepTimes(0, 0, 0, 0),
                0,
                0,
                List.of());
        log.failed(new FailureRecord(sync, result, false, 0), new RunRef("provider-sync:" + slug, "f" + round, slug));
    }

    @Test
    void providers_areAppliedAtTheSameTime_withoutDeadlockAndInFeedOrder(DataSource database) throws Exception {
        new CatalogFixture(database).close();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        AtomicBoolean done = new AtomicBoolean();
        try (CatalogFixture reader = new CatalogFixture(database)) {
            Future<List<Long>> follower = threads.submit(() -> follow(reader.jdbi, done));
            List<Future<Integer>> writers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                writers.add(threads.submit(syncs(database, SLUGS.get(thread), thread)));
            }
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isEqualTo(ROUNDS);
            }
            done.set(true);
            List<Long> seen = follower.get();

            assertThat(seen)
                    .hasSize(THREADS * ROUNDS * 20 + 2 * THREADS * ROUNDS - THREADS)
                    .isSorted();
            assertThat(reader.number("SELECT generation FROM catalog_generation"))
                    .isEqualTo(THREADS * ROUNDS);
            assertThat(new TreeSet<>(reader.texts(
                            "SELECT max(generation) OVER (ORDER BY seq) - generation FROM" + " change_events")))
                    .containsExactly("0");
            assertThat(reader.number("SELECT count(*) FROM model_pricing_history"))
                    .isEqualTo(THREADS * ROUNDS * 20);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneProvider_comparedByManyAtOnce_isAppliedOnce(DataSource database) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (CatalogFixture setup = new CatalogFixture(database)) {
            List<ApplyRequest> applications = new ArrayList<>();
            for (int round = 0; round < THREADS; round++) {
                applications.add(setup.application(CatalogFixture.SLUG, list(round, new Random(round)), false));
            }
            List<Future<Boolean>> writers = new ArrayList<>();
            for (ApplyRequest application : applications) {
                writers.add(threads.submit(() -> applies(database, application)));
            }
            long applied = 0;
            for (Future<Boolean> writer : writers) {
                applied += writer.get() ? 1 : 0;
            }
            assertThat(applied).isEqualTo(1);
            assertThat(setup.number("SELECT count(*) FROM catalog_models")).isEqualTo(20);
            assertThat(setup.number("SELECT count(*) FROM model_pricing_history"))
                    .isEqualTo(20);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean applies(DataSource database, ApplyRequest application) throws SQLException {
        try (var connection = database.getConnection()) {
            new CatalogStore(Jdbi.create(connection).installPlugin(new SqlObjectPlugin())).apply(application);
            return true;
        } catch (StageLostException | SupersededException e) {
            return false;
        }
    }
}

package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.activities.registry.ProviderRow;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.runs.RunRef;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.ledger.Decisions;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.StagedRef;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.TransformReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Transform and apply as the activities do them, over a real database, without Temporal. */
@SuppressWarnings("NullAway.Init") // set before each test, or by the constructor
public final class CatalogFixture implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    public static final String SLUG = "openrouter";
    public static final String SHA = "ab".repeat(32);
    private static final long STARTED_AT = 1_790_000_000_000L;

    public DataSource database;
    public Jdbi jdbi;
    public ProviderStore providers;
    public CatalogStore catalog;
    private Warm warm;
    private StageStore stages;
    private SyncKind kind = SyncKind.FULL;
    private boolean firstAlone;
    private int bodies;
    private int transformerVersion = ListTransform.VERSION;

    /**
     * JDBI over one connection after the other: it keeps the statements that it has parsed and the interfaces that it has looked
     * at, which would be most of a short test's time.
     */
    private static final class Warm implements ConnectionFactory {
        static final Queue<Warm> FREE = new ConcurrentLinkedQueue<>();
        final Jdbi jdbi = Jdbi.create(this).installPlugin(new SqlObjectPlugin());
        private volatile Connection connection;

        @Override
        public Connection openConnection() {
            return connection;
        }

        @Override
        public void closeConnection(Connection kept) {
            // It is the fixture's, for all of its handles.
        }
    }

    /** As an extension: a database of its own for each test. */
    public CatalogFixture() {}

    /** Over a database that the test has, too. */
    public CatalogFixture(DataSource database) throws SQLException {
        open(database);
    }

    /** Goes on from what another one, which is closed, has come to, in a copy of its database. */
    public CatalogFixture(CatalogFixture origin) throws SQLException {
        open(CatalogDatabase.copy(origin.database));
        bodies = origin.bodies;
    }

    /** One connection for everything: a new one per statement would take most of a test's time. */
    private void open(DataSource opened) throws SQLException {
        database = opened;
        Warm free = Warm.FREE.poll();
        warm = free == null ? new Warm() : free;
        warm.connection = opened.getConnection();
        jdbi = warm.jdbi;
        providers = new ProviderStore(jdbi);
        catalog = new CatalogStore(jdbi);
        stages = new StageStore(jdbi);
        providers.register(Providers.all());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        open(CatalogDatabase.create());
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        close();
        CatalogDatabase.drop(database);
    }

    /** The next body is the same as the last one. */
    public void repeatBody() {
        bodies--;
    }

    /** As if bodies were read by other rules from now on. */
    public void setTransformerVersion(int version) {
        transformerVersion = version;
    }

    public void setKind(SyncKind value) {
        kind = value;
    }

    public ApplyReport sync(CatalogModel... models) {
        return sync(SLUG, FakeFeed.of(models));
    }

    public ApplyReport sync(ModelFeed feed) {
        return sync(SLUG, feed);
    }

    public ApplyReport sync(String slug, ModelFeed feed) {
        return catalog.apply(application(slug, feed, false));
    }

    public ApplyReport dryRun(ModelFeed feed) {
        return catalog.apply(application(SLUG, feed, true));
    }

    public ApplyRequest application(String slug, ModelFeed feed, boolean dryRun) {
        long fence = providers.nextFence();
        String sha = bodies == 0 ? SHA : "%064x".formatted(bodies);
        bodies++;
        ProviderRow row = providers.find(slug).orElseThrow();
        return new ApplyRequest(
                row.id(),
                new ProviderSyncRequest(slug, kind, dryRun, "test", null, true),
                new RunRef("provider-sync:" + slug, UUID.randomUUID().toString(), slug),
                new SnapshotRef(sha, 1_000, 1),
                transform(row, fence, feed),
                fence,
                transformerVersion,
                11,
                STARTED_AT);
    }

    /** The first of a provider's two lists, when the second one did not come. */
    public ApplyReport syncFirstAlone(String slug, ModelFeed feed) {
        firstAlone = true;
        try {
            return sync(slug, feed);
        } finally {
            firstAlone = false;
        }
    }

    private TransformReport transform(ProviderRow row, long fence, ModelFeed feed) {
        String key = row.slug() + "/" + fence + "/" + UUID.randomUUID();
        try {
            ReferencePrices references = stages.references(row.slug());
            ReferencePricing pricing = ReferencePricing.of(provider(row.slug()), references);
            ListTransform.Result result = stages.stage(row.id(), key, references, (stage, stored) -> {
                ListTransform list = new ListTransform(stage, stored, pricing, kind, () -> {});
                InputStream none = InputStream.nullInputStream();
                return firstAlone ? list.runFirstAlone(feed, none, 1) : list.run(feed, none, 1);
            });
            return new TransformReport(
                    new StagedRef(key, result.rows(), row.appliedFence(), references.version()),
                    result.counts(),
                    result.skipReasons(),
                    result.verdict(),
                    22,
                    result.missing());
        } catch (IOException e) {
            throw new UncheckedIOException("no body is read", e);
        } catch (SQLException e) {
            throw new AssertionError("staging failed", e);
        }
    }

    private static Provider provider(String slug) {
        return Providers.all().stream()
                .filter(p -> p.slug().value().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** As if so much time had gone by since the misses were counted. */
    public void ageMisses(String interval) {
        jdbi.useHandle(handle -> handle.execute("UPDATE model_misses SET first_missed_at = first_missed_at - '"
                + interval + "'::interval, last_missed_at = last_missed_at - '" + interval + "'::interval"));
    }

    /** Approves every price that waits; the generation afterwards. */
    public long approveAll(String by) {
        return approve(by, "true");
    }

    /** Approves the prices that wait of the holds {@code h} for which an SQL condition holds; the generation afterwards. */
    public long approve(String by, String condition) {
        List<Long> waiting = jdbi.withHandle(h -> h.createQuery("SELECT h.id FROM held_changes h JOIN catalog_models m"
                        + " ON m.id = h.model_id WHERE h.status = 'pending' AND " + condition + " ORDER BY h.id")
                .mapTo(Long.class)
                .list());
        for (long id : waiting) {
            if (!jdbi.inTransaction(handle -> Decisions.approve(handle, id, by, null))) {
                throw new AssertionError("hold " + id + " is not pending any more");
            }
        }
        return number("SELECT generation FROM catalog_generation");
    }

    public String text(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).one());
    }

    public long number(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }

    public List<String> texts(String sql) {
        return jdbi.withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    /** Types and models of the change feed, in its order. */
    public List<String> events() {
        return texts("SELECT type || coalesce(' ' || provider_model_id, '') FROM change_events ORDER BY seq");
    }

    public String isActive(String id) {
        return text("SELECT is_active || ' ' || coalesce(inactive_reason, '-') FROM catalog_models"
                + " WHERE provider_model_id = '" + id + "'");
    }

    /** Every row of every table, each with the transaction that wrote it and its place. */
    public Map<String, List<String>> dump() {
        Map<String, List<String>> dump = new TreeMap<>();
        for (String table : texts("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace ="
                + " 'public'::regnamespace ORDER BY relname")) {
            dump.put(table, rows(table));
        }
        return dump;
    }

    /** Every row of a table with the transaction that wrote it and its place. */
    public List<String> rows(String table) {
        return texts("SELECT xmin || ' ' || ctid || ' ' || t::text FROM " + table + " t ORDER BY ctid");
    }

    @Override
    public void close() throws SQLException {
        warm.connection.close();
        warm.jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        Warm.FREE.add(warm);
    }
}

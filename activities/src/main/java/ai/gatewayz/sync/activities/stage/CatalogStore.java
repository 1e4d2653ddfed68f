package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.runs.LogRow;
import ai.gatewayz.sync.activities.runs.SyncLog;
import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.guard.DelistingGuard;
import ai.gatewayz.sync.catalog.guard.ListVerdict;
import ai.gatewayz.sync.catalog.provider.ProviderHealth;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.ledger.ChangeFeed;
import ai.gatewayz.sync.ledger.Generation;
import ai.gatewayz.sync.ledger.HeldChanges;
import ai.gatewayz.sync.ledger.Ledger;
import ai.gatewayz.sync.ledger.StagedList;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.TransformReport;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The one write path into the catalog: a provider's differences in one transaction, behind its fence. Unchanged rows are
 * never written.
 */
public final class CatalogStore {
    private static final int LARGE_STAGE = 500;

    /** A provider before the transaction. */
    private record State(long appliedFence, ProviderHealth health, boolean failing) {
        String recovery() {
            return failing ? "its list can be had again, and is complete" : "its list is complete again";
        }
    }

    /**
     * A worker that freezes in the middle holds its provider's row, and perhaps the catalog's generation, for which all others
     * wait: PostgreSQL ends its transaction a little later than Temporal takes it for dead.
     */
    private static final String LIMITS = "SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '5s';"
            + " SET LOCAL idle_in_transaction_session_timeout = '15s'";

    private final Jdbi jdbi;

    /** A store over a database. */
    public CatalogStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Applies staged differences, or on a dry run finds out what applying would do and rolls it back.
     *
     * @throws StageLostException when the stage is not what it was, and must be made again
     * @throws SupersededException when a newer fetch was applied already
     */
    public ApplyReport apply(ApplyRequest application) {
        try (Handle handle = jdbi.open()) {
            handle.begin();
            try {
                ApplyReport report = apply(handle, application);
                if (application.sync().dryRun()) {
                    handle.rollback();
                    // The roll-back brought the stage back; nobody else would remove it before the next day.
                    bind(handle.createUpdate(CatalogSql.CLEAR_STAGE), application)
                            .execute();
                    ShapeStore.clear(handle, application);
                } else {
                    handle.commit();
                }
                return report;
            } finally {
                if (handle.isInTransaction()) {
                    handle.rollback();
                }
            }
        }
    }

    private static ApplyReport apply(Handle handle, ApplyRequest a) {
        long before = System.nanoTime();
        handle.execute(LIMITS);
        State state = bind(handle.createQuery(CatalogSql.LOCK_STATE), a)
                .map((row, context) -> new State(
                        row.getLong("applied_fence"),
                        ProviderHealth.of(row.getString("health_status")),
                        row.getInt("consecutive_failures") > 0))
                .one();
        if (state.appliedFence() == a.fence()) {
            // An earlier attempt committed and could not report it.
            return SyncLog.reportOf(handle, a.run());
        }
        StagedRows staged = checkedStage(handle, a, state.appliedFence());
        long lastEvent = a.sync().dryRun() ? lastEvent(handle) : 0;
        Changes merged = merge(handle, a, staged);
        // Before the generation is locked: whoever holds that lock must not wait for a provider's row.
        boolean switched = !a.isPricesOnly() && switchHealth(handle, a, merged.verdict());
        Optional<String> shapeEvent = ShapeStore.apply(handle, a);
        if (merged.areOfferingsChanged()) {
            ChangeFeed.tellListed(handle, list(a), merged.reactivated(), merged.delisted());
        }
        Changes changes = applyPrices(handle, a, merged);
        long generation = changes.isEmpty() ? Generation.current(handle) : Generation.publish(handle);
        changes.holds().announce(handle, a.jobId());
        updateState(handle, a, changes.verdict());
        shapeEvent.ifPresent(event -> ShapeStore.announce(handle, a, event));
        boolean firstSuccess = state.health() == ProviderHealth.UNKNOWN && changes.verdict() == null;
        if (switched && !firstSuccess) {
            announceHealth(handle, a, changes.verdict(), state);
        }
        long millis = (System.nanoTime() - before) / 1_000_000;
        SyncCounts counts = changes.counts(a.transform().counts());
        List<PlannedChange> planned = a.sync().dryRun() ? planned(handle, a, lastEvent) : List.of();
        ApplyReport report =
                new ApplyReport(counts, generation, planned, millis, a.isPricesOnly() ? null : changes.verdict());
        SyncLog.insert(handle, logRow(a, report, changes.verdict()));
        bind(handle.createUpdate(CatalogSql.CLEAR_STAGE), a).execute();
        return report;
    }

    private static StagedRows checkedStage(Handle handle, ApplyRequest a, long applied) {
        if (applied > a.fence()) {
            throw new SupersededException(a.sync().provider(), a.fence(), applied);
        }
        TransformReport transform = a.transform();
        StagedRows staged = bind(handle.createQuery(CatalogSql.COUNT_STAGED), a)
                .map((row, context) -> new StagedRows(
                        row.getLong("all"),
                        row.getLong("added"),
                        row.getLong("updated"),
                        row.getLong("listed"),
                        row.getLong("missing")))
                .one();
        if (staged.all() != transform.staged().rows()
                || applied != transform.staged().baseFence()) {
            throw new StageLostException(a.sync().provider(), transform.staged().rows(), staged.all());
        }
        return staged;
    }

    private static Changes merge(Handle handle, ApplyRequest a, StagedRows staged) {
        if (staged.all() > LARGE_STAGE) {
            // Statistics may know neither this stage nor, on a first sync, this provider. Where the planner expects
            // one row of each, it compares each of the one with each of the other, for minutes and with all waiting.
            // Nor does it know that what it sorts has its megabytes, and should not go through files.
            handle.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '32MB'");
        }
        long updated = staged.updated() == 0
                ? 0
                : bind(handle.createUpdate(CatalogSql.UPDATE_MODELS), a).execute();
        long added = staged.added() == 0
                ? 0
                : bind(handle.createUpdate(CatalogSql.INSERT_MODELS), a).execute();
        List<Long> reactivated = staged.listed() == 0 ? List.of() : welcome(handle, a);
        String verdict = a.transform().verdict();
        return delist(
                handle, a, staged, new Changes(added, updated, 0, reactivated, List.of(), HeldChanges.NONE, verdict));
    }

    /** Models that the list shows miss nothing any more; ids of those that it brings back. */
    private static List<Long> welcome(Handle handle, ApplyRequest a) {
        bind(handle.createUpdate(CatalogSql.FORGET_MISSES), a).execute();
        return bind(handle.createQuery(CatalogSql.REACTIVATE), a)
                .mapTo(Long.class)
                .list();
    }

    private static Changes applyPrices(Handle handle, ApplyRequest a, Changes changes) {
        if (a.transform().staged().rows() == 0) {
            return changes;
        }
        Ledger.Applied prices = Ledger.apply(handle, list(a), a.transform().verdict() == null);
        return changes.withPrices(prices.changed(), prices.holds());
    }

    private static Changes delist(Handle handle, ApplyRequest a, StagedRows staged, Changes changes) {
        if (changes.verdict() != null || a.isPricesOnly()) {
            return changes;
        }
        if (staged.missing() > 0) {
            bind(handle.createUpdate(CatalogSql.COUNT_MISSES), a)
                    .bind("spacing", DelistingGuard.MIN_SPACING.toSeconds())
                    .execute();
        }
        List<Long> delistable = bind(handle.createQuery(CatalogSql.DELISTABLE), a)
                .bind("misses", DelistingGuard.MISSES)
                .bind("absence", DelistingGuard.MIN_ABSENCE.toSeconds())
                .mapTo(Long.class)
                .list();
        if (delistable.isEmpty()) {
            return changes;
        }
        if (isMassRemoval(handle, a, delistable.size())) {
            return changes.withVerdict(DelistingGuard.Verdict.MASS_REMOVAL.key());
        }
        handle.createUpdate(CatalogSql.DELIST)
                .bindArray("ids", Long.class, delistable)
                .execute();
        return changes.withDelisted(delistable);
    }

    private static boolean isMassRemoval(Handle handle, ApplyRequest a, long candidates) {
        long active = bind(handle.createQuery(CatalogSql.COUNT_ACTIVE), a)
                .mapTo(Long.class)
                .one();
        if (candidates > DelistingGuard.maxDelistedPerRun(active)) {
            return true;
        }
        return handle.createQuery(CatalogSql.DELISTED_TODAY)
                .map((row, context) ->
                        DelistingGuard.isOverDailyLimit(row.getLong("delisted") + candidates, row.getLong("active")))
                .one();
    }

    private static boolean switchHealth(Handle handle, ApplyRequest a, @Nullable String verdict) {
        return bind(handle.createUpdate(CatalogSql.UPDATE_HEALTH), a)
                        .bind("health", (verdict == null ? ProviderHealth.HEALTHY : ProviderHealth.DEGRADED).key())
                        .execute()
                > 0;
    }

    private static void updateState(Handle handle, ApplyRequest a, @Nullable String verdict) {
        bind(handle.createUpdate(CatalogSql.UPDATE_STATE), a)
                .bind("listed", a.transform().counts().transformed())
                .bind("missing", a.transform().missing())
                .bind("references", a.transform().staged().baseReferences())
                .bind("full", !a.isPricesOnly())
                .bind("complete", verdict == null && !a.isPricesOnly())
                .execute();
    }

    private static void announceHealth(Handle handle, ApplyRequest a, @Nullable String verdict, State before) {
        ChangeFeed.tellHealth(
                handle,
                verdict == null ? EventType.PROVIDER_RECOVERED : EventType.PROVIDER_DEGRADED,
                a.sync().provider(),
                a.jobId(),
                verdict == null ? before.recovery() : verdict);
    }

    private static LogRow logRow(ApplyRequest a, ApplyReport report, @Nullable String verdict) {
        SyncError note = verdict == null
                ? null
                : new SyncError(
                        verdict, ListVerdict.sentence(verdict, a.transform().missing()));
        return new LogRow(
                a.sync(),
                a.run(),
                a.startedAtMillis(),
                RunOutcome.SYNCED,
                report.counts(),
                a.transform().skipReasons(),
                note,
                verdict,
                new StepTimes(a.fetchMillis(), a.transform().millis(), report.millis(), 0),
                a.fence(),
                report.generation(),
                a.snapshot().sha256());
    }

    private static long lastEvent(Handle handle) {
        return handle.createQuery(CatalogSql.LAST_EVENT).mapTo(Long.class).one();
    }

    private static List<PlannedChange> planned(Handle handle, ApplyRequest a, long lastEvent) {
        return bind(handle.createQuery(CatalogSql.PLANNED), a)
                .bind("after", lastEvent)
                .bind("limit", ApplyReport.MAX_CHANGES)
                .bind("bytes", ApplyReport.MAX_CHANGES_BYTES)
                .map(ConstructorMapper.of(PlannedChange.class))
                .list();
    }

    private static StagedList list(ApplyRequest a) {
        return new StagedList(
                a.providerId(),
                a.sync().provider(),
                a.transform().staged().key(),
                a.fence(),
                a.jobId(),
                HexFormat.of().parseHex(a.snapshot().sha256()),
                a.transformerVersion());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, ApplyRequest a) {
        return list(a).bind(statement);
    }
}

package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.registry.ProviderRow;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.stage.ApplyRequest;
import ai.gatewayz.sync.activities.stage.CatalogStore;
import ai.gatewayz.sync.activities.stage.Comparison;
import ai.gatewayz.sync.activities.stage.StageLostException;
import ai.gatewayz.sync.activities.stage.StageStore;
import ai.gatewayz.sync.activities.stage.StagedDifferences;
import ai.gatewayz.sync.activities.stage.SupersededException;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.activity.ProviderActivities;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import ai.gatewayz.sync.workflows.model.StagedRef;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.TransformReport;
import ai.gatewayz.sync.workflows.model.TransformRequest;
import ai.gatewayz.sync.workflows.model.UpsertRequest;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Optional;

/** Reads bodies from the vault and brings the catalog in step with them. */
public final class ProviderActivitiesImpl implements ProviderActivities {
    private final ProviderRegistry registry;
    private final ProviderStore providers;
    private final SnapshotVault vault;
    private final StageStore stages;
    private final CatalogStore catalog;
    private final SyncMetrics metrics;

    /** Activities over their collaborators; all are shared by threads. */
    public ProviderActivitiesImpl(
            ProviderRegistry registry,
            ProviderStore providers,
            SnapshotVault vault,
            StageStore stages,
            CatalogStore catalog,
            SyncMetrics metrics) {
        this.registry = registry;
        this.providers = providers;
        this.vault = vault;
        this.stages = stages;
        this.catalog = catalog;
        this.metrics = metrics;
    }

    @Override
    public TransformReport transform(TransformRequest request) {
        long start = System.nanoTime();
        ProviderRow row = row(request.sync().provider());
        try {
            String key = request.sync().provider() + "/" + request.fence() + "/" + java.util.UUID.randomUUID();
            StagedDifferences result = ActivityFailures.database(() -> staged(request, row, key));
            return new TransformReport(
                    new StagedRef(key, result.rows(), row.appliedFence(), result.referencesVersion()),
                    result.counts(),
                    result.skipReasons(),
                    result.verdict(),
                    (System.nanoTime() - start) / 1_000_000,
                    result.missing());
        } catch (ApplicationFailure e) {
            // Before another attempt the body is still needed.
            if (request.sync().dryRun() && e.isNonRetryable()) {
                vault.discardDryRun(row.id(), request.snapshot().sha256());
            }
            throw e;
        }
    }

    private StagedDifferences staged(TransformRequest request, ProviderRow row, String key) {
        String slug = request.sync().provider();
        Provider provider = provider(slug);
        SnapshotRef snapshot = request.snapshot();
        Heartbeat heartbeat = Heartbeat.ofThisActivity();
        try {
            Optional<InputStream> body = vault.open(row.id(), snapshot.sha256());
            if (body.isEmpty()) {
                throw ActivityFailures.permanent(FailureTypes.MALFORMED_CATALOG, "the body is no longer in the vault");
            }
            try (InputStream decoded = body.orElseThrow()) {
                Comparison list = new Comparison(
                        row.id(),
                        key,
                        provider,
                        feed(provider),
                        request.sync().kind(),
                        snapshot.pages(),
                        snapshot.isFirstAlone());
                StagedDifferences result = stages.compare(list, decoded, () -> heartbeat.beat("reading"));
                if (result.counts().fetched() == 0) {
                    throw ActivityFailures.permanent(FailureTypes.EMPTY_CATALOG, "the list is empty");
                }
                return result;
            }
        } catch (MalformedCatalogException e) {
            throw ActivityFailures.permanent(FailureTypes.MALFORMED_CATALOG, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw ActivityFailures.permanent(FailureTypes.MALFORMED_CATALOG, "the body cannot be read");
        } catch (SQLException e) {
            throw ActivityFailures.of(e);
        }
    }

    private Provider provider(String slug) {
        return registry.find(slug)
                .orElseThrow(() ->
                        ActivityFailures.permanent(FailureTypes.UNKNOWN_PROVIDER, "no provider has the slug " + slug));
    }

    private static ModelFeed feed(Provider provider) {
        ModelFeed feed = provider.feed();
        if (feed == null) {
            throw ActivityFailures.permanent(FailureTypes.UNKNOWN_PROVIDER, provider + " has no reader for its list");
        }
        return feed;
    }

    private ProviderRow row(String slug) {
        return ActivityFailures.database(() -> providers.find(slug))
                .orElseThrow(() -> ActivityFailures.permanent(
                        FailureTypes.UNKNOWN_PROVIDER, slug + " is not registered in the database"));
    }

    @Override
    public ApplyReport upsert(UpsertRequest request) {
        SnapshotRef snapshot = request.fetch().snapshot();
        if (snapshot == null) {
            throw ActivityFailures.permanent(FailureTypes.MALFORMED_CATALOG, "nothing was fetched");
        }
        ProviderRow row = row(request.sync().provider());
        ApplyRequest application = new ApplyRequest(
                row.id(),
                request.sync(),
                ThisRun.of(request.sync().provider()),
                snapshot,
                request.transform(),
                request.fetch().fence(),
                StageStore.TRANSFORMER_VERSION,
                request.fetch().millis(),
                request.startedAtMillis());
        try (Heartbeat.Beating beating = Heartbeat.ofThisActivity().beating("applying")) {
            ApplyReport report = ActivityFailures.database(() -> catalog.apply(application));
            StepTimes times =
                    new StepTimes(request.fetch().millis(), request.transform().millis(), report.millis(), 0);
            if (request.sync().dryRun()) {
                vault.discardDryRun(row.id(), snapshot.sha256());
            } else {
                metrics.providerSucceeded(request.sync(), RunOutcome.SYNCED, report.counts(), times);
            }
            return report;
        } catch (StageLostException e) {
            throw ActivityFailures.permanent(FailureTypes.STAGE_LOST, String.valueOf(e.getMessage()));
        } catch (SupersededException e) {
            if (request.sync().dryRun()) {
                vault.discardDryRun(row.id(), snapshot.sha256());
            }
            throw ActivityFailures.permanent(FailureTypes.SUPERSEDED, String.valueOf(e.getMessage()));
        }
    }
}

package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.jobs.SyncStarter;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncKind;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts pricing syncs and words their ends. */
final class PricingSyncs {
    private static final String TRIGGER = SyncTrigger.API.key();

    private final SyncStarter starter;
    private final PriceStatsReader stats;
    private final Clock clock;

    /** Over the jobs and what the database knows of them. */
    PricingSyncs(SyncStarter starter, PriceStatsReader stats, Clock clock) {
        this.starter = starter;
        this.stats = stats;
        this.clock = clock;
    }

    /** Starts a sync of the prices of some providers, or of all. */
    public StartedJob start(List<String> slugs, boolean dryRun, Optional<IdempotencyKey> key) {
        return start(
                new CatalogSyncRequest(SyncKind.PRICES, slugs, dryRun, TRIGGER, CatalogSyncRequest.DEFAULT_PARALLELISM),
                key);
    }

    /** Starts a sync of prices. */
    public StartedJob start(CatalogSyncRequest request, Optional<IdempotencyKey> key) {
        return starter.start(request, key);
    }

    /** Starts or joins the sync of one provider. */
    public StartedJob startProvider(String slug, boolean dryRun, Optional<IdempotencyKey> key) {
        return starter.start(new ProviderSyncRequest(slug, SyncKind.PRICES, dryRun, TRIGGER, null, true), key);
    }

    /** Waits for a sync of many; empty while it still runs. */
    public Optional<PricingResponses.PricingRun> await(StartedJob job, int seconds) {
        return starter.awaitCatalog(job, seconds)
                .map(outcome -> PricingResponses.run(job, outcome, stats(job, outcome), clock.instant()));
    }

    /** Waits for a dry run of many; empty while it still runs. */
    public Optional<PricingResponses.DryRun> awaitDryRun(StartedJob job, int seconds) {
        return starter.awaitCatalog(job, seconds)
                .map(outcome -> PricingResponses.dryRun(job, outcome.status(), stats(job, outcome)));
    }

    /** Waits for a sync of one; empty while it still runs. */
    public Optional<PricingResponses.ProviderRun> awaitProvider(
            StartedJob job, String slug, boolean dryRun, int seconds) {
        return starter.awaitProvider(job, seconds).map(outcome -> {
            ProviderSyncResult result = outcome.result();
            PriceStats own =
                    result == null ? null : stats.stats(job, List.of(result)).get(slug);
            return PricingResponses.provider(job, slug, dryRun, outcome, own);
        });
    }

    private Map<String, PriceStats> stats(StartedJob job, JobOutcome<SyncReport> outcome) {
        SyncReport report = outcome.result();
        return report == null ? Map.of() : stats.stats(job, report.results());
    }
}

package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.api.jobs.RunningJobs;
import ai.gatewayz.sync.api.jobs.RunningJobs.RunningJob;
import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.models.Stats;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.providers.StateCounts;
import ai.gatewayz.sync.api.syncs.SyncRunQueries.LastCatalogSync;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums up the catalog, the run log and what runs. */
final class SyncStatusReader {
    private static final Logger LOG = LoggerFactory.getLogger(SyncStatusReader.class);

    private final SyncRunQueries runs;
    private final ModelQueries models;
    private final ProviderDirectory directory;
    private final RunningJobs running;
    private final Duration interval;
    private final Clock clock;

    /** The answer of the status route. */
    public record StatusBody(
            ProviderFigures providers,
            ModelFigures models,
            List<String> fetchableProviders,
            @Nullable LastCatalogSync lastSync,
            List<RunningJob> runningJobs) {}

    /** Providers in numbers. */
    public record ProviderFigures(
            long inDatabase, int withFetchFunctions, int fetchableInDb, int fetchableNotInDb, StateCounts stats) {}

    /** Models in numbers. */
    public record ModelFigures(Stats.ModelStats stats) {}

    /**
     * A reader.
     *
     * @param interval how often a sync is due
     */
    SyncStatusReader(
            SyncRunQueries runs,
            ModelQueries models,
            ProviderDirectory directory,
            RunningJobs running,
            Duration interval,
            Clock clock) {
        this.runs = runs;
        this.models = models;
        this.directory = directory;
        this.running = running;
        this.interval = interval;
        this.clock = clock;
    }

    /** The whole picture. */
    public StatusBody status() {
        List<String> fetchable = directory.fetchable();
        StateCounts providers = directory.counts();
        return new StatusBody(
                new ProviderFigures(providers.total(), fetchable.size(), fetchable.size(), 0, providers),
                new ModelFigures(models.stats(null)),
                fetchable,
                runs.last().orElse(null),
                running(fetchable));
    }

    private List<RunningJob> running(List<String> fetchable) {
        try {
            return running.list(fetchable);
        } catch (StatusRuntimeException | WorkflowException e) {
            // The rest of the picture is in the database; health tells that Temporal is away.
            LOG.warn("running jobs cannot be listed: {}", e.toString());
            return List.of();
        }
    }

    /** What the registry holds. */
    public Map<String, Object> registry() {
        StateCounts providers = directory.counts();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("success", true);
        details.put("providers_synced", providers.total());
        details.put("active", providers.active());
        details.put("inactive", providers.inactive());
        return details;
    }

    /** Whether syncs happen and succeed. */
    public SyncHealth health() {
        return SyncHealth.of(runs.health(), interval, clock.instant());
    }
}

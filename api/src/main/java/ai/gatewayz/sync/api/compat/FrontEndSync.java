package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.providers.RegisteredProvider;
import ai.gatewayz.sync.api.syncs.ProviderDetails;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Syncs in the words and numbers of the web front end: camel case, and times in milliseconds since 1970. */
final class FrontEndSync {
    private FrontEndSync() {}

    /** What a sync brought. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record SyncAnswer(
            boolean success,
            String gateway,
            GatewayTotals summary,
            List<GatewaySync> details,
            @JsonProperty("job_id") String jobId,
            @JsonProperty("run_id") String runId) {
        /** Of one or all gateways. */
        public static SyncAnswer of(
                StartedJob job,
                String gateway,
                List<ProviderSyncResult> results,
                Map<String, RegisteredProvider> rows,
                Instant now) {
            List<GatewaySync> details = results.stream()
                    .map(r -> GatewaySync.of(r, rows.get(r.provider())))
                    .toList();
            boolean success = results.stream().anyMatch(ProviderDetails::isSuccess);
            return new SyncAnswer(success, gateway, GatewayTotals.of(details, now), details, job.jobId(), job.runId());
        }

        /** Of a sync that ended without a result. */
        public static SyncAnswer failed(StartedJob job, JobOutcome<?> outcome, String gateway, Instant now) {
            SyncError error = outcome.error();
            String reason = error == null ? outcome.status().key() : error.message();
            GatewaySync detail = new GatewaySync(gateway, 0, 0, 0, 0, null, List.of(reason));
            return new SyncAnswer(
                    false, gateway, GatewayTotals.of(List.of(detail), now), List.of(detail), job.jobId(), job.runId());
        }
    }

    /** Sums over gateways; {@code errors} counts them. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record GatewayTotals(
            int totalGateways,
            long totalModels,
            long newModels,
            long updatedModels,
            long removedModels,
            long errors,
            long timestamp) {
        static GatewayTotals of(List<GatewaySync> details, Instant now) {
            return new GatewayTotals(
                    details.size(),
                    sum(details, GatewaySync::totalModels),
                    sum(details, GatewaySync::newModels),
                    sum(details, GatewaySync::updatedModels),
                    sum(details, GatewaySync::removedModels),
                    sum(details, detail -> detail.errors().size()),
                    now.toEpochMilli());
        }

        private static long sum(List<GatewaySync> details, ToLongFunction<GatewaySync> figure) {
            return details.stream().mapToLong(figure).sum();
        }
    }

    /** One gateway; {@code totalModels} are those that it lists now. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record GatewaySync(
            String gateway,
            long totalModels,
            long newModels,
            long updatedModels,
            long removedModels,
            @Nullable Long lastSyncTimestamp,
            List<String> errors) {
        static GatewaySync of(ProviderSyncResult result, @Nullable RegisteredProvider row) {
            SyncCounts counts = result.counts();
            SyncError error = ProviderDetails.isSuccess(result) ? null : result.error();
            return new GatewaySync(
                    result.provider(),
                    row == null ? counts.synced() : row.modelsActive(),
                    counts.added(),
                    counts.updated(),
                    counts.delisted(),
                    row == null ? null : millis(row.lastSuccessAt()),
                    error == null ? List.of() : List.of(error.message()));
        }
    }

    /** Every gateway. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record Gateways(List<GatewayStatus> gateways, int totalGateways, long timestamp) {}

    /** One gateway by name. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record OneGateway(String gateway, GatewayStatus status, long timestamp) {}

    /** How one gateway stands; the next sync is that of the live schedules. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    public record GatewayStatus(
            String gateway,
            @Nullable Long lastSync,
            long modelCount,
            String tier,
            @Nullable Long nextSync,
            String health) {
        /** Of a registry row. */
        public static GatewayStatus of(RegisteredProvider row, @Nullable Instant next) {
            return new GatewayStatus(
                    row.slug(),
                    millis(row.lastSuccessAt()),
                    row.modelsActive(),
                    row.tier(),
                    row.isActive() && row.isSupported() ? millis(next) : null,
                    row.healthStatus());
        }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}

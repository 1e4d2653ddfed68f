package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.runtime.LocalSync;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A sync of this process as JSON, in the field names of the API. */
final class SyncResultView {
    private SyncResultView() {}

    static ObjectNode json(LocalSync.Result result) {
        ObjectNode json = Json.object()
                .put("job_id", result.jobId())
                .put("dry_run", result.dryRun())
                .put("total_duration_ms", result.durationMillis());
        var rows = json.putArray("results");
        result.outcomes().forEach(outcome -> rows.add(row(outcome)));
        if (result.leftOut() > 0) {
            json.put("results_left_out", result.leftOut());
        }
        return json;
    }

    private static ObjectNode row(ProviderOutcome outcome) {
        SyncCounts counts = outcome.counts();
        ObjectNode row = Json.object()
                .put("provider", outcome.provider())
                .put("status", outcome.status().key())
                .put("models_fetched", counts.fetched())
                .put("models_transformed", counts.transformed())
                .put("models_skipped", counts.skipped())
                .put("models_synced", counts.synced())
                .put("models_new", counts.added())
                .put("models_updated", counts.updated())
                .put("models_delisted", counts.delisted())
                .put("price_changes", counts.priceChanges())
                .put("held_changes", counts.heldChanges())
                .put("duration_ms", outcome.durationMillis());
        ObjectNode reasons = row.putObject("skip_reasons");
        outcome.skipReasons().forEach(reasons::put);
        if (outcome.errorCode() != null) {
            row.putObject("error").put("code", outcome.errorCode()).put("message", outcome.errorMessage());
        }
        return row;
    }
}

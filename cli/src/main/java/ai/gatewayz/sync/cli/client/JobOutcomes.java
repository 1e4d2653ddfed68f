package ai.gatewayz.sync.cli.client;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads how providers ended from a job's JSON, in any of the shapes in which the API tells it. */
public final class JobOutcomes {
    private static final List<String> DETAILS = List.of("details", "result", "result_data");

    private JobOutcomes() {}

    /**
     * The providers of a job or of an answer that a sync gave at once: the detailed results where there are some, else
     * the rows of the progress.
     */
    public static List<ProviderOutcome> of(JsonNode job) {
        List<ProviderOutcome> outcomes = new ArrayList<>();
        JsonNode details = details(job);
        if (details.path("results").isArray()) {
            details.path("results").forEach(row -> outcomes.add(outcome(row)));
        } else if (details.has("provider")) {
            outcomes.add(outcome(details));
        } else {
            job.path("providers").forEach(row -> outcomes.add(outcome(row)));
        }
        outcomes.sort(Comparator.comparing(ProviderOutcome::provider));
        return outcomes;
    }

    /** The part of a job that holds the documented details; missing while there is none. */
    public static JsonNode details(JsonNode job) {
        for (String field : DETAILS) {
            if (job.path(field).isObject()) {
                return job.path(field);
            }
        }
        return Json.object();
    }

    private static ProviderOutcome outcome(JsonNode row) {
        JsonNode error = row.path("error");
        return new ProviderOutcome(
                Json.text(row, "provider", "?"),
                // Anything unheard of counts as a failure, so that it is looked at.
                RunOutcome.find(Json.text(row, "status", "")).orElse(RunOutcome.FAILED),
                counts(row),
                Json.numbers(row.path("skip_reasons")),
                Json.text(error, "code"),
                Json.text(error, "message"),
                steps(row.path("metrics")),
                row.path("duration_ms").asLong());
    }

    private static SyncCounts counts(JsonNode row) {
        return SyncCounts.read(
                        row.path("models_fetched").asLong(),
                        row.path("models_transformed").asLong(),
                        row.path("models_skipped").asLong())
                .withSynced(row.path("models_synced").asLong())
                .withModels(
                        row.path("models_new").asLong(),
                        row.path("models_updated").asLong(),
                        row.path("models_unchanged").asLong())
                .withDelisted(row.path("models_delisted").asLong())
                .withPrices(
                        row.path("price_changes").asLong(),
                        row.path("held_changes").asLong());
    }

    /** How a job stands; anything unheard of counts as a failure, so that it is looked at. */
    public static JobStatus status(JsonNode job, JobStatus otherwise) {
        return JobStatus.find(Json.text(job, "status", otherwise.key())).orElse(JobStatus.FAILED);
    }

    /** How many providers have no row, because there are too many of them. */
    public static long leftOut(JsonNode job) {
        return details(job)
                .path("results_left_out")
                .asLong(job.path("providers_left_out").asLong());
    }

    private static SortedMap<String, Long> steps(JsonNode metrics) {
        SortedMap<String, Long> steps = new TreeMap<>();
        Json.numbers(metrics).forEach((name, millis) -> steps.put(name.replaceAll("_ms$", ""), millis));
        return steps;
    }
}

package ai.gatewayz.sync.cli.client;

import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.ProviderOutcome.Counts;
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
                ProviderOutcome.Status.of(Json.text(row, "status", "failed")),
                new Counts(
                        row.path("models_fetched").asLong(),
                        row.path("models_transformed").asLong(),
                        row.path("models_skipped").asLong(),
                        row.path("models_synced").asLong(),
                        row.path("models_new").asLong(),
                        row.path("models_updated").asLong(),
                        row.path("models_delisted").asLong(),
                        row.path("price_changes").asLong(),
                        row.path("held_changes").asLong()),
                Json.numbers(row.path("skip_reasons")),
                Json.text(error, "code"),
                Json.text(error, "message"),
                steps(row.path("metrics")),
                row.path("duration_ms").asLong());
    }

    private static SortedMap<String, Long> steps(JsonNode metrics) {
        SortedMap<String, Long> steps = new TreeMap<>();
        Json.numbers(metrics).forEach((name, millis) -> steps.put(name.replaceAll("_ms$", ""), millis));
        return steps;
    }
}

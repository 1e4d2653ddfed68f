package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.activities.notify.AlertMessage;
import ai.gatewayz.sync.catalog.guard.DelistingGuard;
import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.client.JobOutcomes;
import ai.gatewayz.sync.cli.client.JobWatch;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.Table;
import ai.gatewayz.sync.worker.AlertSettings;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code verify}: counts the models that the providers list now, by a dry run, and those in the catalog. Differences of
 * single providers are added up without their sign, so that one provider's surplus cannot hide another one's gap.
 */
@Command(
        name = "verify",
        description = "Compare the catalog with what the providers list now; changes nothing.",
        footer = {
            "",
            "Exit code 0 up to the threshold (up to 100 models it is healthy, above it a warning), 1 beyond it",
            "or when no provider could be asked. A warning or failure is also sent to the Slack channel and the",
            "e-mail addresses of the environment."
        })
final class VerifyCommand extends ApiCommand {
    /** As far apart as a catalog between two syncs normally is. */
    private static final long HEALTHY = 100;

    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * One provider's numbers.
     *
     * @param notAsked why there is no list to compare with; null where there is one
     * @param incomplete why the list is not complete, as key and sentence; null where it is
     */
    private record Comparison(
            String provider,
            long listed,
            long stored,
            @Nullable String notAsked,
            @Nullable SyncError incomplete) {
        /** A second list may name models of its own: without it, only those that are too many tell something. */
        long difference() {
            boolean firstAlone = incomplete != null
                    && DelistingGuard.Verdict.SECOND_LIST_MISSING.key().equals(incomplete.code());
            return notAsked != null ? 0 : firstAlone ? Math.max(0, listed - stored) : Math.abs(listed - stored);
        }

        String note() {
            return notAsked != null ? "not asked: " + notAsked : incomplete == null ? "" : incomplete.message();
        }
    }

    @Option(
            names = "--threshold",
            paramLabel = "N",
            description = "More models apart than this is a failure (default: ${DEFAULT-VALUE}).")
    private long threshold = 1000;

    VerifyCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (threshold < 0) {
            throw CommandFailure.usage("--threshold: must be 0 or more");
        }
        ApiClient api = api();
        List<Comparison> comparisons = compare(api);
        JsonNode lastSync = api.get("/admin/model-sync/status", List.of()).path("last_sync");
        ObjectNode report = report(comparisons, lastSync);
        Map<String, Boolean> told = alert(report);
        told.forEach((channel, reached) -> report.withObject("/alerts").put(channel, reached));
        if (!printedAsJson(report)) {
            print(report, comparisons);
            told.forEach((channel, reached) ->
                    screen().line("Alert by " + channel + (reached ? ": sent." : ": NOT sent; it did not answer.")));
        }
        return Json.text(report, "status", "").equals("out_of_sync") ? CommandFailure.FAILED : OK;
    }

    /** Tells operators of a catalog that is not in step, on every channel that the environment names. */
    private Map<String, Boolean> alert(JsonNode report) {
        String status = Json.text(report, "status", "");
        if (status.equals("healthy")) {
            return Map.of();
        }
        String apart = report.path("difference").asLong() + " models apart";
        return AlertSettings.sendOnce(
                new EnvironmentReader(context.environment()),
                new AlertMessage(
                        "verify-" + UUID.randomUUID(),
                        status.equals("warning") ? "warning" : "critical",
                        "Catalog and providers are " + apart,
                        report.path("at_providers").asLong() + " models at the providers, "
                                + report.path("in_catalog").asLong() + " in the catalog, " + apart + " (threshold "
                                + threshold + "). See: ./catalog-sync verify. Mend: ./catalog-sync sync"));
    }

    private List<Comparison> compare(ApiClient api) {
        JsonNode started = api.post(
                "/admin/model-sync/all", List.of(new Parameter("dry_run", "true"), new Parameter("wait", "0")));
        String jobId = Json.text(started, "job_id", "");
        JsonNode job;
        try (ProgressView view = new ProgressView(screen())) {
            job = new JobWatch(api, PAUSE).untilEnd(jobId, Json.text(started, "run_id", ""), view);
        }
        JsonNode stored = api.get("/models/stats", List.of()).path("by_provider");
        List<Comparison> comparisons = new ArrayList<>();
        for (ProviderOutcome outcome : JobOutcomes.of(job)) {
            long inCatalog = stored.path(outcome.provider()).asLong();
            comparisons.add(new Comparison(
                    outcome.provider(),
                    outcome.counts().transformed(),
                    inCatalog,
                    reasonNotAsked(outcome),
                    incomplete(outcome)));
        }
        if (comparisons.stream().allMatch(comparison -> comparison.notAsked() != null)) {
            throw CommandFailure.failed("no provider could be asked; see ./catalog-sync status " + jobId);
        }
        return comparisons;
    }

    private static @Nullable String reasonNotAsked(ProviderOutcome outcome) {
        if (outcome.isGood()) {
            return null;
        }
        return outcome.errorMessage() == null ? outcome.status().key() : outcome.errorMessage();
    }

    private static @Nullable SyncError incomplete(ProviderOutcome outcome) {
        return outcome.isGood() && outcome.errorCode() != null
                ? new SyncError(
                        outcome.errorCode(), Objects.requireNonNullElse(outcome.errorMessage(), outcome.errorCode()))
                : null;
    }

    private ObjectNode report(List<Comparison> comparisons, JsonNode lastSync) {
        long listed = 0;
        long stored = 0;
        long difference = 0;
        ObjectNode report = Json.object();
        for (Comparison comparison : comparisons) {
            boolean asked = comparison.notAsked() == null;
            listed += asked ? comparison.listed() : 0;
            stored += asked ? comparison.stored() : 0;
            difference += comparison.difference();
            ObjectNode row = report.withArray("providers").addObject().put("provider", comparison.provider());
            row.put("in_catalog", comparison.stored());
            if (asked) {
                row.put("at_provider", comparison.listed()).put("difference", comparison.difference());
            } else {
                row.put("error", comparison.notAsked());
            }
            if (comparison.incomplete() != null) {
                row.withObject("/incomplete")
                        .put("code", comparison.incomplete().code())
                        .put("message", comparison.incomplete().message());
            }
        }
        report.put("at_providers", listed).put("in_catalog", stored).put("difference", difference);
        report.put("status", difference <= HEALTHY ? "healthy" : difference <= threshold ? "warning" : "out_of_sync");
        report.put("threshold", threshold);
        report.set("last_sync", lastSync);
        return report;
    }

    private void print(JsonNode report, List<Comparison> comparisons) {
        Table table = new Table("PROVIDER", ">AT PROVIDER", ">IN CATALOG", ">DIFFERENCE", "NOTE");
        for (Comparison comparison : comparisons) {
            boolean asked = comparison.notAsked() == null;
            table.row(
                    comparison.provider(),
                    asked ? comparison.listed() : "",
                    comparison.stored(),
                    asked ? comparison.difference() : "",
                    comparison.note());
        }
        table.print(screen());
        long difference = report.path("difference").asLong();
        screen().line("");
        screen().line(report.path("at_providers").asLong() + " models at the providers, "
                + report.path("in_catalog").asLong() + " in the catalog, " + difference + " apart.");
        JsonNode last = report.path("last_sync");
        if (last.isObject()) {
            screen().line("Last sync: " + Json.text(last, "status", "?") + " at "
                    + Json.text(last, "completed_at", Json.text(last, "started_at", "?")) + ".");
        }
        screen().line(
                        switch (Json.text(report, "status", "")) {
                            case "healthy" -> "HEALTHY: the catalog is in step.";
                            case "warning" ->
                                "WARNING: apart by more than " + HEALTHY + " models, within the threshold of "
                                        + threshold + ".";
                            default ->
                                "OUT OF SYNC: apart by more than " + threshold + " models. Run: ./catalog-sync sync";
                        });
    }
}

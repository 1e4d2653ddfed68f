package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.client.JobOutcomes;
import ai.gatewayz.sync.cli.client.JobWatch;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.SyncPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pricing-sync}: refreshes prices of models that are in the catalog. */
@Command(name = "pricing-sync", description = "Sync only the prices of models that are in the catalog.")
final class PricingSyncCommand extends ApiCommand {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Columns CHANGES = new Columns()
            .add("PROVIDER", "provider")
            .add("MODEL", "model_id")
            .add("CHANGE", "status")
            .add("PRICE", "field")
            .add(">OLD", "old")
            .add(">NEW", "new");

    @Option(
            names = "--providers",
            paramLabel = "SLUG",
            arity = "1..*",
            split = ",",
            description = "Only these; separated by blanks or commas.")
    private List<String> providers = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show what would change; change nothing.")
    private boolean dryRun;

    @Option(names = "--no-wait", description = "Start it, print the job and return.")
    private boolean noWait;

    PricingSyncCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        List<Parameter> parameters = new ArrayList<>();
        providers.stream()
                .map(String::strip)
                .filter(slug -> !slug.isEmpty())
                .forEach(slug -> parameters.add(new Parameter("providers", slug)));
        // A dry run's planned changes are in its answer only.
        parameters.add(new Parameter("wait", dryRun && !noWait ? "55" : "0"));
        ApiClient api = api();
        JsonNode started = api.post(dryRun ? "/pricing/sync/dry-run" : "/pricing/sync/run", parameters);
        if (started.path("results").isObject()) {
            return planned(started);
        }
        String jobId = Json.text(started, "job_id", "");
        if (noWait) {
            if (!printedAsJson(started)) {
                screen().line("Started: " + jobId);
                screen().line("See it with: ./catalog-sync status " + jobId);
            }
            return OK;
        }
        return ended(follow(api, jobId, Json.text(started, "run_id", "")));
    }

    private JsonNode follow(ApiClient api, String jobId, String runId) {
        try (ProgressView view = new ProgressView(screen())) {
            return new JobWatch(api, PAUSE).untilEnd(jobId, runId, view);
        }
    }

    private int ended(JsonNode job) {
        List<ProviderOutcome> outcomes = JobOutcomes.of(job);
        if (!printedAsJson(job)) {
            SyncPrinter printer = new SyncPrinter(screen());
            printer.lines(outcomes, common.verbose);
            printer.summary(outcomes, dryRun, job.path("duration_ms").asLong());
        }
        boolean failed = JobOutcomes.status(job, JobStatus.COMPLETED).isBad()
                || outcomes.stream().anyMatch(outcome -> outcome.isFailure(!providers.isEmpty()));
        return failed ? CommandFailure.FAILED : OK;
    }

    private int planned(JsonNode answer) {
        int failed = 0;
        ArrayNode changes = Json.object().putArray("changes");
        for (JsonNode provider : answer.path("results")) {
            failed += provider.path("errors").asInt();
            String slug = Json.text(provider, "provider", "");
            for (JsonNode change : provider.path("price_changes")) {
                changes.add(((ObjectNode) change.deepCopy()).put("provider", slug));
            }
        }
        if (!printedAsJson(answer)) {
            JsonNode summary = answer.path("summary");
            printRows(changes, List.of(), CHANGES, "No price would change.");
            screen().line("[DRY RUN] " + summary.path("providers").asLong() + " providers: "
                    + summary.path("total_updates").asLong() + " prices would change, "
                    + summary.path("total_held").asLong() + " would be held, " + failed + " providers failed.");
        }
        return failed > 0 ? CommandFailure.FAILED : OK;
    }
}

package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.client.JobOutcomes;
import ai.gatewayz.sync.cli.client.JobWatch;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Problem;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.SyncPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pricing-sync}: refreshes prices of models that are in the catalog. */
@Command(name = "pricing-sync", description = "Sync only the prices of models that are in the catalog.")
final class PricingSyncCommand extends ApiCommand {
    private static final Duration PAUSE = Duration.ofMillis(500);

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
        parameters.add(new Parameter("wait", "0"));
        ApiClient api = api();
        JsonNode started = api.post(dryRun ? "/pricing/sync/dry-run" : "/pricing/sync/run", parameters);
        String jobId = Json.text(started, "job_id", "");
        if (noWait) {
            if (!printedAsJson(started)) {
                screen().line("Started: " + jobId);
            }
            return OK;
        }
        JsonNode job;
        try (ProgressView view = new ProgressView(screen())) {
            job = new JobWatch(api, PAUSE).untilEnd(jobId, Json.text(started, "run_id", ""), view);
        }
        if (!printedAsJson(job)) {
            new SyncPrinter(screen()).lines(JobOutcomes.of(job), common.verbose);
        }
        boolean failed = Set.of("failed", "cancelled", "timed_out").contains(Json.text(job, "status", ""))
                || JobOutcomes.of(job).stream().anyMatch(outcome -> outcome.isFailure(!providers.isEmpty()));
        return failed ? Problem.FAILED : OK;
    }
}

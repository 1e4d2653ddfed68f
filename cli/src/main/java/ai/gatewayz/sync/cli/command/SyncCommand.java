package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.client.JobOutcomes;
import ai.gatewayz.sync.cli.client.JobWatch;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProgressView;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.SyncPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sync}: syncs models and prices and shows how each provider ended. */
@Command(
        name = "sync",
        description = "Sync models and prices of all or some providers.",
        footer = {
            "",
            "Exit code 1 when a provider failed, or a provider that was named has no API key.",
            "Example: ./catalog-sync sync --providers openrouter,groq --dry-run -v"
        })
final class SyncCommand extends ApiCommand {
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Option(
            names = "--providers",
            paramLabel = "SLUG",
            arity = "1..*",
            split = ",",
            completionCandidates = Words.Providers.class,
            description = "Only these; separated by blanks or commas.")
    List<String> providers = new ArrayList<>();

    @Option(
            names = "--provider",
            paramLabel = "SLUG",
            completionCandidates = Words.Providers.class,
            description = "Only this one; may be repeated.")
    List<String> single = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show what would change; change nothing.")
    boolean dryRun;

    @Option(names = "--no-wait", description = "Start it, print the job and return.")
    boolean noWait;

    @Option(names = "--standalone", description = "Run one sync in this process, without a running service.")
    boolean standalone;

    SyncCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        if (standalone && noWait) {
            throw CommandFailure.usage("--standalone and --no-wait exclude each other: the sync runs in this process");
        }
        List<String> slugs = slugs();
        if (standalone) {
            return new StandaloneSync(context, common).run(slugs, dryRun);
        }
        ApiClient api = api();
        JsonNode started = api.post(path(slugs), parameters(slugs));
        String jobId = Json.text(started, "job_id", "");
        String runId = Json.text(started, "run_id", "");
        if (noWait) {
            return announce(started, jobId);
        }
        boolean ended = !JobOutcomes.details(started).isEmpty();
        return finish(ended ? started : follow(api, jobId, runId), !slugs.isEmpty());
    }

    private List<String> slugs() {
        Set<String> slugs = new LinkedHashSet<>();
        providers.forEach(slug -> slugs.add(slug.strip()));
        single.forEach(slug -> slugs.add(slug.strip()));
        slugs.remove("");
        if (slugs.isEmpty() && !(providers.isEmpty() && single.isEmpty())) {
            throw CommandFailure.usage("--providers: names no provider; leave it out to sync all");
        }
        return List.copyOf(slugs);
    }

    /** One provider has a job of its own, which a second start joins. */
    private static String path(List<String> slugs) {
        return slugs.size() == 1
                ? ApiClient.path("admin", "model-sync", "provider", slugs.get(0))
                : "/admin/model-sync/all";
    }

    private List<Parameter> parameters(List<String> slugs) {
        List<Parameter> parameters = new ArrayList<>();
        if (slugs.size() > 1) {
            slugs.forEach(slug -> parameters.add(new Parameter("providers", slug)));
        }
        if (dryRun) {
            parameters.add(new Parameter("dry_run", "true"));
        }
        parameters.add(new Parameter("wait", "0"));
        return parameters;
    }

    private int announce(JsonNode started, String jobId) {
        if (!printedAsJson(started)) {
            boolean joined = started.path("already_running").asBoolean();
            screen().line((joined ? "Already running: " : "Started: ") + jobId);
            screen().line("See it with: ./catalog-sync status " + jobId);
        }
        return OK;
    }

    private JsonNode follow(ApiClient api, String jobId, String runId) {
        try (ProgressView view = new ProgressView(screen())) {
            return new JobWatch(api, PAUSE).untilEnd(jobId, runId, view);
        }
    }

    private int finish(JsonNode job, boolean named) {
        List<ProviderOutcome> outcomes = JobOutcomes.of(job);
        JobStatus status = JobOutcomes.status(job, JobStatus.COMPLETED);
        boolean failed = status.isBad() || outcomes.stream().anyMatch(outcome -> outcome.isFailure(named));
        if (!printedAsJson(job)) {
            JsonNode details = JobOutcomes.details(job);
            SyncPrinter printer = new SyncPrinter(screen());
            printer.lines(outcomes, common.verbose);
            if (common.verbose) {
                PlannedChanges.print(details, screen());
            }
            printer.leftOut(JobOutcomes.leftOut(job));
            if (outcomes.size() != 1) {
                long millis = details.path("total_duration_ms")
                        .asLong(job.path("duration_ms").asLong());
                printer.summary(outcomes, dryRun, millis);
            }
            if (outcomes.isEmpty()) {
                screen().line("The job ended as " + status.key() + ": "
                        + Json.text(job.path("error"), "message", Json.text(job, "error_message", "no result")));
            }
        }
        if (failed && !common.json) {
            hint(outcomes, named);
        }
        return failed ? CommandFailure.FAILED : OK;
    }

    private void hint(List<ProviderOutcome> outcomes, boolean named) {
        String slugs = outcomes.stream()
                .filter(outcome -> outcome.isFailure(named))
                .map(ProviderOutcome::provider)
                .collect(Collectors.joining(","));
        if (!slugs.isEmpty()) {
            screen().note("Sync what failed once more with: ./catalog-sync sync --providers " + slugs);
        }
    }
}

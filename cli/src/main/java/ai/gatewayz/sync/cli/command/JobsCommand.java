package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jobs}: syncs that run or ran. */
@Command(
        name = "jobs",
        description = "List syncs, newest first; cancel, retry or watch one.",
        footer = {"", "Example: ./catalog-sync jobs --status partial --limit 5"})
final class JobsCommand extends ApiCommand {
    private static final String ROUTE = "/admin/jobs";
    private static final Columns COLUMNS = new Columns()
            .add("STARTED", "started_at")
            .add("JOB", "job_id")
            .add("KIND", "kind")
            .add("STATUS", "status")
            .add("BY", "triggered_by")
            .add(">OK", "counts.succeeded")
            .add(">FAILED", "counts.failed")
            .add(">SKIPPED", "counts.skipped")
            .add(">MODELS", "counts.models_synced")
            .add(">MS", "duration_ms");

    @Mixin
    private Which which = new Which();

    /** Which jobs are listed. */
    static final class Which {
        @Option(
                names = "--status",
                paramLabel = "STATUS",
                completionCandidates = Words.Statuses.class,
                description = "Only jobs that stand so: ${COMPLETION-CANDIDATES}.")
        private @Nullable String status;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                completionCandidates = Words.Kinds.class,
                description = "Only ${COMPLETION-CANDIDATES}.")
        private @Nullable String kind;

        @Option(
                names = "--provider",
                paramLabel = "SLUG",
                completionCandidates = Words.Providers.class,
                description = "Only jobs that synced this provider.")
        private @Nullable String provider;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: ${DEFAULT-VALUE}).")
        private int limit = 20;

        private List<Parameter> parameters() {
            List<Parameter> parameters = new ArrayList<>();
            addIfGiven(parameters, "status", status);
            addIfGiven(parameters, "kind", kind);
            addIfGiven(parameters, "provider", provider);
            parameters.add(new Parameter("limit", Integer.toString(limit)));
            return parameters;
        }
    }

    JobsCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        return list(this, which);
    }

    private static int list(ApiCommand command, Which which) {
        JsonNode answer = command.api().get(ROUTE, which.parameters());
        if (!command.printedAsJson(answer)) {
            command.printRows(answer, List.of("jobs"), COLUMNS, "No jobs.");
        }
        return OK;
    }

    /** {@code jobs list}. */
    @Command(name = "list", description = "List syncs, newest first.")
    static final class ListAll extends ApiCommand {
        @Mixin
        private Which which = new Which();

        ListAll(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return list(this, which);
        }
    }

    /** A command about one job. */
    abstract static class OfOne extends ApiCommand {
        @Parameters(paramLabel = "JOB_ID", description = "As the list shows it.")
        String jobId = "";

        @Option(names = "--run-id", paramLabel = "ID", description = "One of several runs of that job.")
        @Nullable
        String runId;

        OfOne(CommandContext context) {
            super(context);
        }

        final JsonNode post(String verb) {
            List<Parameter> parameters = new ArrayList<>();
            addIfGiven(parameters, "run_id", runId);
            return api().post(ApiClient.path("admin", "jobs", jobId, verb), parameters);
        }
    }

    /** {@code jobs cancel}. */
    @Command(name = "cancel", description = "Stop a job; what it has not committed is not kept.")
    static final class Cancel extends OfOne {
        Cancel(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode answer = post("cancel");
            if (!printedAsJson(answer)) {
                screen().line("Stopping: " + Json.text(answer, "job_id", jobId));
                screen().line("See its end with: ./catalog-sync jobs watch " + jobId);
            }
            return OK;
        }
    }

    /** {@code jobs retry}. */
    @Command(name = "retry", description = "Sync the providers that a job was asked for and did not sync.")
    static final class Retry extends OfOne {
        Retry(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode answer = post("retry");
            if (!printedAsJson(answer)) {
                String providers = StreamSupport.stream(answer.path("providers").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "));
                screen().line("Started: " + Json.text(answer, "job_id", "") + " for " + providers);
                screen().line("See it with: ./catalog-sync jobs watch " + Json.text(answer, "job_id", ""));
            }
            return OK;
        }
    }

    /** {@code jobs watch}. */
    @Command(name = "watch", description = "Follow a job to its end; exit code 1 when it failed.")
    static final class Watch extends OfOne {
        Watch(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return new JobView(this).show(jobId, runId == null ? "" : runId, true);
        }
    }
}

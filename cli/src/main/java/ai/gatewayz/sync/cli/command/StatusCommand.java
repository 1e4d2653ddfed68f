package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.JobWatch;
import ai.gatewayz.sync.cli.output.Columns;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ValueLines;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: the catalog's state, or one job's. */
@Command(name = "status", description = "Show the catalog's state, or a job's.")
final class StatusCommand extends ApiCommand {
    static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Columns RUNNING = new Columns()
            .add("RUNNING JOB", "job_id")
            .add("KIND", "kind")
            .add("STARTED", "started_at")
            .add("BY", "triggered_by");

    @Parameters(arity = "0..1", paramLabel = "JOB_ID", description = "A job, as sync --no-wait printed it.")
    private @Nullable String jobId;

    @Option(names = "--run-id", paramLabel = "ID", description = "One of several runs of that job.")
    private String runId = "";

    @Option(names = "--watch", description = "Follow it: a job to its end, the catalog until Ctrl-C.")
    private boolean watch;

    StatusCommand(CommandContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        ApiClient api = api();
        JobWatch jobs = new JobWatch(api, PAUSE);
        if (jobId != null) {
            return new JobView(this).show(jobId, runId, watch);
        }
        String shown = show(api);
        while (watch) {
            jobs.rest();
            String now = api.get("/admin/model-sync/status", List.of()).toString();
            shown = now.equals(shown) ? shown : show(api);
        }
        return OK;
    }

    private String show(ApiClient api) {
        JsonNode status = api.get("/admin/model-sync/status", List.of());
        if (!printedAsJson(status)) {
            ObjectNode facts = Json.object();
            facts.set("models", scalarsOnly(status.path("models").path("stats")));
            facts.set("providers", scalarsOnly(status.path("providers").path("stats")));
            facts.set("last_sync", scalarsOnly(status.path("last_sync")));
            ValueLines.of(facts).forEach(screen()::line);
            if (!status.path("running_jobs").isEmpty()) {
                printRows(status, List.of("running_jobs"), RUNNING, "");
            }
        }
        return status.toString();
    }

    static ObjectNode scalarsOnly(JsonNode node) {
        ObjectNode plain = Json.object();
        node.fields().forEachRemaining(field -> {
            if (field.getValue().isValueNode()) {
                plain.set(field.getKey(), field.getValue());
            }
        });
        return plain;
    }
}

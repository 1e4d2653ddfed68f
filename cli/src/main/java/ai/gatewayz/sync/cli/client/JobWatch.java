package ai.gatewayz.sync.cli.client;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProgressView;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Follows a job over the API until it ends. */
public final class JobWatch {
    /** A service that restarts is back within seconds; the job goes on meanwhile. */
    private static final int PATIENCE = 20;

    private final ApiClient api;
    private final Duration pause;

    /** Looks again after each pause. */
    public JobWatch(ApiClient api, Duration pause) {
        this.api = api;
        this.pause = pause;
    }

    /** The job as it ended. */
    public JsonNode untilEnd(String jobId, String runId, ProgressView view) {
        int failures = 0;
        while (true) {
            try {
                JsonNode job = look(jobId, runId);
                failures = 0;
                show(job, view);
                if (JobOutcomes.status(job, JobStatus.RUNNING).isEnd()) {
                    return job;
                }
            } catch (ServiceAway e) {
                failures++;
                if (failures > PATIENCE) {
                    throw CommandFailure.failed(
                            e.getMessage() + "; the job goes on: ./catalog-sync status " + jobId, e);
                }
            }
            rest();
        }
    }

    /** The job as it is. */
    public JsonNode look(String jobId, String runId) {
        return api.get(
                ApiClient.path("admin", "jobs", jobId),
                runId.isEmpty() ? List.of() : List.of(new Parameter("run_id", runId)));
    }

    /** Waits until the next look. */
    public void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    private static void show(JsonNode job, ProgressView view) {
        int done = 0;
        int total = 0;
        long models = 0;
        List<String> awaited = new ArrayList<>();
        for (JsonNode provider : job.path("providers")) {
            total++;
            models += provider.path("models_synced").asLong();
            String step = Json.text(provider, "step", "");
            boolean ended = RunOutcome.find(Json.text(provider, "status", "")).isPresent();
            done += step.equals("done") || ended ? 1 : 0;
            if (!ended && !step.equals("done") && !step.equals(JobStatus.QUEUED.key())) {
                int attempt = provider.path("attempt").asInt();
                awaited.add(Json.text(provider, "provider", "?") + (attempt > 1 ? " (try " + attempt + ")" : ""));
            }
        }
        long leftOut = JobOutcomes.leftOut(job);
        if (leftOut > 0) {
            total += Math.toIntExact(leftOut);
            done = total * job.path("progress_percent").asInt() / 100;
        }
        view.update(new ProgressView.Progress(done, total, models, awaited));
    }
}

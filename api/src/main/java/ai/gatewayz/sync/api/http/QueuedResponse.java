package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.workflows.client.StartedJob;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A job that runs on, and where to ask for it. */
public record QueuedResponse(
        boolean success,
        String status,
        String message,
        String jobId,
        String runId,
        boolean alreadyRunning,
        String pollUrl) {
    /** The answer 202 for a job that runs on. */
    public static Response accepted(StartedJob job, String what) {
        return Response.accepted(of(job, what)).build();
    }

    /** Of a job. */
    public static QueuedResponse of(StartedJob job, String what) {
        String poll = "/admin/jobs/"
                + URLEncoder.encode(job.jobId(), StandardCharsets.UTF_8).replace("%3A", ":") + "?run_id="
                + URLEncoder.encode(job.runId(), StandardCharsets.UTF_8);
        return new QueuedResponse(
                true,
                "queued",
                what + (job.alreadyRunning() ? " is running already" : " has started")
                        + "; ask poll_url for its progress",
                job.jobId(),
                job.runId(),
                job.alreadyRunning(),
                poll);
    }
}

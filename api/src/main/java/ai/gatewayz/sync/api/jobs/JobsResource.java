package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.http.ClientAddress;
import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.QueuedResponse;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.client.StartedJob;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import org.glassfish.jersey.server.ChunkedOutput;

/** Lists, watches, cancels and repeats jobs. */
@Path("/admin/jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;
    private static final List<String> STATUSES =
            Arrays.stream(JobStatus.values()).map(JobStatus::key).toList();

    private final JobReader jobs;
    private final JobList list;
    private final JobRetries retries;
    private final ProviderDirectory directory;
    private final EventStreams streams;
    private final ObjectMapper json;

    /** The routes over their readers. */
    JobsResource(
            JobReader jobs,
            JobList list,
            JobRetries retries,
            ProviderDirectory directory,
            EventStreams streams,
            ObjectMapper json) {
        this.jobs = jobs;
        this.list = list;
        this.retries = retries;
        this.directory = directory;
        this.streams = streams;
        this.json = json;
    }

    /** A job that was asked to stop. */
    public record Cancelling(boolean success, String status, String message, String jobId, String runId) {}

    /** A job that syncs once more what another did not. */
    public record Retrying(
            boolean success,
            String status,
            String message,
            String jobId,
            String runId,
            boolean alreadyRunning,
            String pollUrl,
            String retryOf,
            List<String> providers) {}

    /** Jobs, newest first. */
    @GET
    public JobList.JobPage jobs(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "status", "kind", "provider", "limit", "cursor");
        String status = query.choice("status", STATUSES);
        String kind = query.choice("kind", List.of("full", "prices"));
        String provider = query.text("provider");
        return list.page(new JobList.JobFilter(
                status == null ? null : JobStatus.of(status),
                kind,
                provider == null ? null : directory.require(provider).slug(),
                query.number("limit", USUAL_LIMIT, 1, MOST),
                query.longText("cursor")));
    }

    /** How a job stands. */
    @GET
    @Path("/{job_id}")
    public Job job(@PathParam("job_id") String jobId, @Context UriInfo uri) {
        return jobs.read(jobId, QueryReader.of(uri, "run_id").text("run_id"));
    }

    /** A job's progress as server-sent events, until its end. */
    @GET
    @Path("/{job_id}/events")
    @Produces(EventStreams.TYPE)
    public ChunkedOutput<byte[]> events(
            @PathParam("job_id") String jobId, @Context UriInfo uri, @Context ContainerRequestContext request) {
        String runId = QueryReader.of(uri, "run_id").text("run_id");
        return streams.open(ClientAddress.of(request), new JobEvents(jobs, json, jobs.read(jobId, runId)));
    }

    /** Asks a job to stop. */
    @POST
    @Path("/{job_id}/cancel")
    @NeedsRole(Role.OPERATOR)
    public Response cancel(@PathParam("job_id") String jobId, @Context UriInfo uri) {
        StartedJob job = jobs.cancel(jobId, QueryReader.of(uri, "run_id").text("run_id"));
        return Response.accepted(
                        new Cancelling(true, "cancelling", "the job was asked to stop", job.jobId(), job.runId()))
                .build();
    }

    /** Syncs just the providers that a job was asked for and that it did not sync. */
    @POST
    @Path("/{job_id}/retry")
    @NeedsRole(Role.OPERATOR)
    public Response retry(@PathParam("job_id") String jobId, @Context UriInfo uri, @Context HttpHeaders headers) {
        String runId = QueryReader.of(uri, "run_id").text("run_id");
        JobRetries.Retry retry = retries.retry(jobId, runId, IdempotencyKey.of(headers));
        QueuedResponse queued = QueuedResponse.of(retry.job(), "The retry");
        return Response.accepted(new Retrying(
                        true,
                        queued.status(),
                        queued.message(),
                        queued.jobId(),
                        queued.runId(),
                        queued.alreadyRunning(),
                        queued.pollUrl(),
                        jobId,
                        retry.providers()))
                .build();
    }
}

package ai.gatewayz.sync.api.resources;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.jobs.JobReader;
import ai.gatewayz.sync.api.representations.Job;
import ai.gatewayz.sync.workflows.client.StartedJob;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Watches and cancels jobs. */
@Path("/admin/jobs/{job_id}")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
    private final JobReader jobs;

    /** The routes over their reader. */
    public JobsResource(JobReader jobs) {
        this.jobs = jobs;
    }

    /** A job that was asked to stop. */
    public record Cancelling(boolean success, String status, String message, String jobId, String runId) {}

    /** How a job stands. */
    @GET
    public Job job(@PathParam("job_id") String jobId, @Context UriInfo uri) {
        return jobs.read(jobId, QueryReader.of(uri, "run_id").text("run_id"));
    }

    /** Asks a job to stop. */
    @POST
    @Path("/cancel")
    @NeedsRole(Role.OPERATOR)
    public Response cancel(@PathParam("job_id") String jobId, @Context UriInfo uri) {
        StartedJob job = jobs.cancel(jobId, QueryReader.of(uri, "run_id").text("run_id"));
        return Response.accepted(
                        new Cancelling(true, "cancelling", "the job was asked to stop", job.jobId(), job.runId()))
                .build();
    }
}

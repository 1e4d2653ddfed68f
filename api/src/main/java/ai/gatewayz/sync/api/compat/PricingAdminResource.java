package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.http.IdempotencyKey;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.QueuedResponse;
import ai.gatewayz.sync.api.http.WaitParameter;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.workflows.client.StartedJob;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The pricing scheduler and its syncs, in the words of the tools that were there before. */
@Path("/admin/pricing")
@Produces(MediaType.APPLICATION_JSON)
public final class PricingAdminResource {
    private final PricingSyncs syncs;
    private final PricingJobs jobs;
    private final ProviderDirectory directory;
    private final Clock clock;

    /** The routes over their readers. */
    PricingAdminResource(PricingSyncs syncs, PricingJobs jobs, ProviderDirectory directory, Clock clock) {
        this.syncs = syncs;
        this.jobs = jobs;
        this.directory = directory;
        this.clock = clock;
    }

    /** The scheduler's state. */
    public record SchedulerStatus(boolean success, PricingJobs.Scheduler scheduler, Instant timestamp) {}

    /** A sync that was asked for. */
    public record Triggered(
            boolean success,
            String status,
            String message,
            String syncId,
            String jobId,
            String runId,
            boolean alreadyRunning,
            String pollUrl,
            String triggeredBy,
            Instant triggeredAt) {}

    /** Pricing syncs that run. */
    public record ActiveSyncs(List<PricingJobs.Active> activeSyncs, int count) {}

    /** Whether and when pricing syncs run by themselves. */
    @GET
    @Path("/scheduler/status")
    public SchedulerStatus schedulerStatus(@Context UriInfo uri) {
        QueryReader.of(uri);
        return new SchedulerStatus(true, jobs.scheduler(), clock.instant());
    }

    /** Starts the scheduled pricing sync now. */
    @POST
    @Path("/scheduler/trigger")
    @NeedsRole(Role.OPERATOR)
    public Response startScheduled(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, "wait");
        int wait = query.number("wait", 0, 0, WaitParameter.LONGEST);
        StartedJob job = syncs.start(jobs.scheduledRequest(), IdempotencyKey.of(headers));
        QueuedResponse queued = QueuedResponse.of(job, "Pricing sync");
        String status = syncs.await(job, wait).map(ended -> ended.status()).orElse(queued.status());
        return Response.accepted(new Triggered(
                        true,
                        status,
                        queued.message(),
                        job.jobId(),
                        job.jobId(),
                        job.runId(),
                        job.alreadyRunning(),
                        queued.pollUrl(),
                        PricingJobs.TRIGGER,
                        clock.instant()))
                .build();
    }

    /** Syncs prices: the same as {@code /pricing/sync/run}. */
    @POST
    @Path("/sync")
    @NeedsRole(Role.OPERATOR)
    public Response start(@Context UriInfo uri, @Context HttpHeaders headers) {
        return PricingSyncResource.start(uri, headers, syncs, directory);
    }

    /** Ends syncs that are past their time; Temporal does that by itself, so there are hardly ever any. */
    @POST
    @Path("/sync/cleanup")
    @NeedsRole(Role.OPERATOR)
    public PricingJobs.Cleanup cleanup(@Context UriInfo uri) {
        QueryReader.of(uri);
        return jobs.cleanUp();
    }

    /** One sync. */
    @GET
    @Path("/sync/{job_id}")
    public PricingJob sync(@PathParam("job_id") String jobId, @Context UriInfo uri) {
        return jobs.read(jobId, QueryReader.of(uri, "run_id").text("run_id"));
    }

    /** Pricing syncs that run. */
    @GET
    @Path("/syncs/active")
    public ActiveSyncs active(@Context UriInfo uri) {
        QueryReader.of(uri);
        List<PricingJobs.Active> active = jobs.active();
        return new ActiveSyncs(active, active.size());
    }
}

package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.RawBody;
import ai.gatewayz.sync.api.http.RequestBodyFilter;
import ai.gatewayz.sync.api.http.Sha256;
import ai.gatewayz.sync.api.http.StrictJson;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in signed events of providers and front ends. What they say only ever starts a sync. */
@Open
@Path("/api/webhooks/models-updated")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
    /** Most bytes of an event. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookResource.class);
    private static final String ENDPOINT = "/api/webhooks/models-updated";

    private final WebhookSecrets secrets;
    private final WebhookVerifier verifier;
    private final WebhookGate gate;
    private final WebhookIntake intake;
    private final ProviderDirectory directory;
    private final Clock clock;

    /** The routes over their collaborators. */
    WebhookResource(
            WebhookSecrets secrets, WebhookGate gate, WebhookIntake intake, ProviderDirectory directory, Clock clock) {
        this.secrets = secrets;
        this.verifier = new WebhookVerifier(secrets);
        this.gate = gate;
        this.intake = intake;
        this.directory = directory;
        this.clock = clock;
    }

    /** Whether events are taken in, and which. */
    public record WebhookStatus(String status, String endpoint, List<String> supportedEvents, Instant timestamp) {}

    /** Tags that were put on their way to caches. */
    public record SentTags(List<String> tags) {}

    /** What was done with an event. */
    public record Processed(
            String eventType,
            @Nullable String gateway,
            int modelsCount,
            boolean ignored,
            boolean duplicate,
            SentTags invalidated) {}

    /** The answer to an event; without a job when it was ignored. */
    public record WebhookAnswer(
            boolean success,
            Processed processed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String jobId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String runId,

            Instant timestamp) {}

    /** Tells what the endpoint takes. */
    @GET
    public WebhookStatus status(@Context UriInfo uri) {
        QueryReader.of(uri);
        return new WebhookStatus(
                secrets.isConfigured() ? "active" : "not_configured",
                ENDPOINT,
                WebhookEvent.SUPPORTED,
                clock.instant());
    }

    /** Takes in an event. */
    @POST
    @FromWebhook
    @TakesBody(raw = true, maxBytes = MAX_BYTES)
    public Response receive(@Context ContainerRequestContext request) {
        if (!secrets.isConfigured()) {
            throw ApiException.unavailable("webhooks are not configured here");
        }
        byte[] body = RawBody.of(request);
        Instant now = clock.instant();
        WebhookVerifier.SignatureVerdict verdict =
                verifier.verify(SignatureHeaders.of(request.getHeaders()), body, now);
        if (!verdict.isGenuine()) {
            throw refused(request, String.valueOf(verdict.refusal()));
        }
        gate.genuine(request);
        RequestBodyFilter.requireJson(request.getMediaType());
        QueryReader.of(request.getUriInfo());
        JsonNode document = StrictJson.object(body);
        if (verdict.needsTimestamp() && !isRecent(document, now)) {
            throw refused(request, "stale");
        }
        WebhookEvent event = event(document);
        if (!event.isSupported()) {
            WebhookGate.result(request, "ignored");
            return accepted(new Processed(event.type(), null, 0, true, false, new SentTags(List.of())), null);
        }
        String slug = directory
                .find(event.gateway())
                .orElseThrow(() -> ApiException.unprocessable("gateway", "is not known here"))
                .slug();
        WebhookIntake.Receipt receipt =
                intake.accept(new WebhookIntake.WebhookDelivery(verdict.deliveryKey(), Sha256.of(body), event, slug));
        WebhookGate.result(request, receipt.isRepetition() ? "duplicate" : "accepted");
        return accepted(
                new Processed(
                        event.type(),
                        slug,
                        event.modelIds().size(),
                        false,
                        receipt.isRepetition(),
                        new SentTags(receipt.tags())),
                receipt);
    }

    /** Callers never learn why; the log and the metric do. */
    private static ApiException refused(ContainerRequestContext request, String reason) {
        LOG.info("webhook refused: {}", reason);
        WebhookGate.result(request, reason);
        return ApiException.of(401, "the request is not signed as it has to be");
    }

    private static boolean isRecent(JsonNode document, Instant now) {
        Long timestamp = WebhookEvent.timestamp(document);
        return timestamp != null && WebhookVerifier.isRecent(timestamp, now);
    }

    private static WebhookEvent event(JsonNode document) {
        try {
            return WebhookEvent.of(document);
        } catch (WebhookEvent.InvalidEventException e) {
            throw ApiException.unprocessable(e.field(), String.valueOf(e.getMessage()));
        }
    }

    private Response accepted(Processed processed, WebhookIntake.@Nullable Receipt receipt) {
        return Response.accepted(new WebhookAnswer(
                        true,
                        processed,
                        receipt == null ? null : receipt.job().jobId(),
                        receipt == null ? null : receipt.job().runId(),
                        clock.instant()))
                .build();
    }
}

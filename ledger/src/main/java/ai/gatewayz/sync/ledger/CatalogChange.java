package ai.gatewayz.sync.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of the change feed.
 *
 * @param before what was, as JSON; null where there was nothing
 * @param after what is, as JSON; null where there is nothing
 */
public record CatalogChange(
        long seq,
        String type,
        Instant at,
        String providerSlug,
        @Nullable String providerModelId,
        @Nullable String modelId,
        long generation,
        String jobId,
        @JsonRawValue @Nullable String before,
        @JsonRawValue @Nullable String after) {
    /** What to select of {@code change_events}. */
    public static final String COLUMNS =
            "seq, type, at, provider_slug, provider_model_id, model_id, generation, job_id,"
                    + " before::text AS before, after::text AS after";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The event as readers of the feed get it. */
    public String json() {
        ObjectNode event = JSON.createObjectNode()
                .put("seq", seq)
                .put("type", type)
                .put("at", at.toString())
                .put("provider_slug", providerSlug)
                .put("provider_model_id", providerModelId)
                .put("model_id", modelId)
                .put("generation", generation)
                .put("job_id", jobId);
        event.putRawValue("before", before == null ? null : new RawValue(before));
        event.putRawValue("after", after == null ? null : new RawValue(after));
        return event.toString();
    }
}

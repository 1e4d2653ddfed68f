package ai.gatewayz.sync.api.jobs;

import io.temporal.api.common.v1.WorkflowExecution;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of runs in Temporal's Web UI.
 *
 * @param url where the Web UI is; null when nobody has said
 */
public record TemporalPages(@Nullable String url, String namespace) {
    /** The page of a run. */
    @Nullable
    String of(WorkflowExecution run) {
        return url == null
                ? null
                : "%s/namespaces/%s/workflows/%s/%s/history"
                        .formatted(url, encoded(namespace), encoded(run.getWorkflowId()), encoded(run.getRunId()));
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

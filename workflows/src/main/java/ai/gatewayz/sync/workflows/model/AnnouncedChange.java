package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * What a provider announces for an instant.
 *
 * @param dueAt the instant, ISO 8601, as exact as microseconds
 * @param models ids of the provider's models that it is about, at most 20
 * @param total how many models it is about
 */
public record AnnouncedChange(String provider, String dueAt, List<String> models, long total) {
    /** Fills in what a payload left out: absent JSON fields arrive as null. */
    public AnnouncedChange {
        provider = provider == null ? "" : provider;
        dueAt = dueAt == null ? "" : dueAt;
        models = models == null ? List.of() : List.copyOf(models);
    }
}

package ai.gatewayz.sync.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * One change that a dry run found.
 *
 * @param type as in the change feed, such as {@code price.changed}
 * @param before short JSON text of the old value, or null
 * @param after short JSON text of the new value, or null
 */
public record PlannedChange(
        String type,
        String providerModelId,
        @Nullable String before,
        @Nullable String after) {}

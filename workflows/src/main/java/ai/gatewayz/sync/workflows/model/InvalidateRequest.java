package ai.gatewayz.sync.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * Which cached answers are stale.
 *
 * @param provider the provider whose change was committed; null for catalog-wide answers
 * @param generation the generation that the commit made
 * @param partOfRun whether a catalog sync goes on, at whose end the catalog-wide answers are invalidated once
 */
public record InvalidateRequest(@Nullable String provider, long generation, boolean partOfRun) {}

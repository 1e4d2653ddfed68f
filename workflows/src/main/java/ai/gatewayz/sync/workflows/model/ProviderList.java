package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * The providers to sync.
 *
 * @param named whether they were asked for by name
 */
public record ProviderList(List<String> slugs, boolean named) {}

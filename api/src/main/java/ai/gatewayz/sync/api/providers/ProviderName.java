package ai.gatewayz.sync.api.providers;

import java.util.List;

/**
 * A provider's names.
 *
 * @param isSupported whether there is a reader for its list
 */
public record ProviderName(long id, String slug, List<String> aliases, boolean isSupported) {}

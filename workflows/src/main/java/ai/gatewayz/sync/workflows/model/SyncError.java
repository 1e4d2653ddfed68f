package ai.gatewayz.sync.workflows.model;

/**
 * Why a provider was skipped or failed.
 *
 * @param code machine word, such as {@code not_configured} or {@code provider_unavailable}
 * @param message one sentence for operators, free of secrets
 */
public record SyncError(String code, String message) {}

package ai.gatewayz.sync.workflows.model;

/** What to apply, with everything that the run log records. */
public record UpsertRequest(
        ProviderSyncRequest sync, FetchReport fetch, TransformReport transform, long startedAtMillis) {}

package ai.gatewayz.sync.workflows.model;

/** What a sync covers. */
public enum SyncKind {
    /** Models, capabilities, limits and prices. */
    FULL,
    /** Prices of models that are already in the catalog. */
    PRICES
}

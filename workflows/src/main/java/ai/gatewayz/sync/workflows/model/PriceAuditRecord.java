package ai.gatewayz.sync.workflows.model;

/** What is kept of a look at all stored prices; times are milliseconds, the start's since 1970. */
public record PriceAuditRecord(long startedAtMillis, long durationMillis, PriceAuditReport report) {}

package ai.gatewayz.sync.workflows.model;

/** Milliseconds of each step. */
public record StepTimes(long fetch, long transform, long upsert, long invalidate) {}

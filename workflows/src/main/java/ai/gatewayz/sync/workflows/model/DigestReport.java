package ai.gatewayz.sync.workflows.model;

/**
 * What a digest told.
 *
 * @param digests how many were sent: none when nothing had changed, two when one was left over
 * @param until the last event of the change feed in them
 * @param title of the last one; empty without one
 */
public record DigestReport(int digests, long until, String title) {}

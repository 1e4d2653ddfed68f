package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.workflows.model.SnapshotRef;

/** A feed's body and the rules it is read by. */
public record FeedBody(String feed, SnapshotRef snapshot, int readerVersion) {}

/** Connecting to Temporal and starting, joining and describing syncs. */
@NullMarked
package ai.gatewayz.sync.workflows.client;

import org.jspecify.annotations.NullMarked;

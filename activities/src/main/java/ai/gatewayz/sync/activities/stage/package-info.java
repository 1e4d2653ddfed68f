/** Comparing a provider's list with the catalog, staging what differs, and the one write path that applies it. */
@NullMarked
package ai.gatewayz.sync.activities.stage;

import org.jspecify.annotations.NullMarked;

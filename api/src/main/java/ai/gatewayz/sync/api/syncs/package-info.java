/** Starts full syncs and tells how syncing stands. */
@NullMarked
package ai.gatewayz.sync.api.syncs;

import org.jspecify.annotations.NullMarked;

/** The I/O of a sync: provider feeds, HTTP, the store, the cache, metrics, and the Temporal activities over them. */
@NullMarked
package ai.gatewayz.sync.activities;

import org.jspecify.annotations.NullMarked;

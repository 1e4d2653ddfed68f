/** HTTP API: starts and watches syncs through Temporal and reads the catalog; its wiring and settings. */
@NullMarked
package ai.gatewayz.sync.api;

import org.jspecify.annotations.NullMarked;

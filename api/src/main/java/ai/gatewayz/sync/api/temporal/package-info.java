/** Calls to Temporal that end in time. */
@NullMarked
package ai.gatewayz.sync.api.temporal;

import org.jspecify.annotations.NullMarked;

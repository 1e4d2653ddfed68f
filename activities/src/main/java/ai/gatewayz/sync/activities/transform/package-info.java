/** Turning a body from the vault into staged differences. */
@NullMarked
package ai.gatewayz.sync.activities.transform;

import org.jspecify.annotations.NullMarked;

/** Who changed what: one row per mutating call, written when it has been answered. */
@NullMarked
package ai.gatewayz.sync.api.audit;

import org.jspecify.annotations.NullMarked;

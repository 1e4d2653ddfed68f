/** Tells operators of trouble, once when it begins and once when it is over, and sums up what changed. */
@NullMarked
package ai.gatewayz.sync.activities.notify;

import org.jspecify.annotations.NullMarked;

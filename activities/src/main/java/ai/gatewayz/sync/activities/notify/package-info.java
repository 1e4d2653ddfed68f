/** Tells operators of trouble: once when it begins and once when it is over. */
@NullMarked
package ai.gatewayz.sync.activities.notify;

import org.jspecify.annotations.NullMarked;

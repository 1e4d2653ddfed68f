/** Tells subscribers of the change feed: signed, in order, until they took it or were away for three days. */
@NullMarked
package ai.gatewayz.sync.activities.subscription;

import org.jspecify.annotations.NullMarked;

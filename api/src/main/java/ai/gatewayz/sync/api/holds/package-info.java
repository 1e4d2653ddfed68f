/** What operators decide about prices and models: held changes, pins, rollbacks. */
@NullMarked
package ai.gatewayz.sync.api.holds;

import org.jspecify.annotations.NullMarked;

/** What a model costs, cost, or would cost for a piece of work. */
@NullMarked
package ai.gatewayz.sync.api.prices;

import org.jspecify.annotations.NullMarked;

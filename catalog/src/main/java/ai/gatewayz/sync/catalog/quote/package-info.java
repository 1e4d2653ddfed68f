/** What a request would cost: exact sums over a price list, each line with its reason, and a named refusal instead of a guess. */
@NullMarked
package ai.gatewayz.sync.catalog.quote;

import org.jspecify.annotations.NullMarked;

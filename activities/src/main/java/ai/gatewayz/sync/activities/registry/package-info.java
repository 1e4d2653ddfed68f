/** Registry rows of providers: what the code says of them, what operators own, and the switch that takes models out. */
@NullMarked
package ai.gatewayz.sync.activities.registry;

import org.jspecify.annotations.NullMarked;

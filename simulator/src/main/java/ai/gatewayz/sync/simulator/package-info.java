/**
 * A fake fleet of model providers over real HTTP, for tests, demonstrations and benchmarks.
 * {@link ai.gatewayz.sync.simulator.ProviderFleet} is the way in; it depends on nothing of the product.
 */
@NullMarked
package ai.gatewayz.sync.simulator;

import org.jspecify.annotations.NullMarked;

/**
 * The providers' wire shapes: envelopes, paging, row writers and error bodies, and the one list of providers.
 * A provider is one entry in {@link ai.gatewayz.sync.simulator.wire.ProviderSpecs} plus one row writer.
 */
@NullMarked
package ai.gatewayz.sync.simulator.wire;

import org.jspecify.annotations.NullMarked;

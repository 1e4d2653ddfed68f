/**
 * The invented catalogs behind the fleet: which models exist, what they truly cost and how they evolve.
 * Everything is a pure function of a seed; nothing here knows a wire format.
 */
@NullMarked
package ai.gatewayz.sync.simulator.model;

import org.jspecify.annotations.NullMarked;

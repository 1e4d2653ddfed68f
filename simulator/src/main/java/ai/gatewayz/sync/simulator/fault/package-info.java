/**
 * Faults on demand: the grammar of a fault spec and the script that says which provider misbehaves now.
 */
@NullMarked
package ai.gatewayz.sync.simulator.fault;

import org.jspecify.annotations.NullMarked;

/** Everything in one process: starts the parts in order, stops them in the reverse order, runs the first sync. */
@NullMarked
package ai.gatewayz.sync.cli.runtime;

import org.jspecify.annotations.NullMarked;

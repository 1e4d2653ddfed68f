/** A year of usage, priced by the service and by hand. */
@NullMarked
package ai.gatewayz.sync.cli.usage;

import org.jspecify.annotations.NullMarked;

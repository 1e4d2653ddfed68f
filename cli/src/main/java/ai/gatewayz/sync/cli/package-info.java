/** The command line {@code ./catalog-sync}: the process's entry and the one class that joins it to the other modules. */
@NullMarked
package ai.gatewayz.sync.cli;

import org.jspecify.annotations.NullMarked;

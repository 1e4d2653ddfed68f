/** The commands: options in, calls to the other packages, exit codes out. */
@NullMarked
package ai.gatewayz.sync.cli.command;

import org.jspecify.annotations.NullMarked;

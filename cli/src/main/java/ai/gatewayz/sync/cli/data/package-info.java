/** The data directory: its lock, its secrets, the ports it remembers, and the file that tells other commands what runs. */
@NullMarked
package ai.gatewayz.sync.cli.data;

import org.jspecify.annotations.NullMarked;

/** Calls to a running service over its HTTP API. */
@NullMarked
package ai.gatewayz.sync.cli.client;

import org.jspecify.annotations.NullMarked;

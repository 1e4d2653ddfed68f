/** What a collector of OpenTelemetry gets of requests and syncs. */
@NullMarked
package ai.gatewayz.sync.cli.traces;

import org.jspecify.annotations.NullMarked;

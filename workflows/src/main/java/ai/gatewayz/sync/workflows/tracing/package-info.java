/** Traces of requests and runs, for OpenTelemetry: off unless an address to send them to is set. */
@NullMarked
package ai.gatewayz.sync.workflows.tracing;

import org.jspecify.annotations.NullMarked;

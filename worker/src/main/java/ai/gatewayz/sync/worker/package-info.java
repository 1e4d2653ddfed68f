/** Bootstrap of a worker process: settings, wiring, Temporal workers, health and metrics over HTTP. No rules of its own. */
@NullMarked
package ai.gatewayz.sync.worker;

import org.jspecify.annotations.NullMarked;

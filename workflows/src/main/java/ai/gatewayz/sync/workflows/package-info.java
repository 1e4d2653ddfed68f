/** Temporal workflows: orchestration of a catalog sync, ids, task queues and policies. No I/O. */
@NullMarked
package ai.gatewayz.sync.workflows;

import org.jspecify.annotations.NullMarked;

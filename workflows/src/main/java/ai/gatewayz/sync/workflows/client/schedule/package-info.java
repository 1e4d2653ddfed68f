/** When syncs run by themselves: Temporal Schedules, or cron workflows on a server without them. */
@NullMarked
package ai.gatewayz.sync.workflows.client.schedule;

import org.jspecify.annotations.NullMarked;

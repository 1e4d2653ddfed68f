package ai.gatewayz.sync.workflows.client;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;

/** Gives the metrics of Temporal's SDK, which come without any, a sentence for Prometheus' HELP line. */
final class SdkMetricTexts implements MeterFilter {
    private static final String PREFIX = "temporal_";
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("temporal_num_pollers", "Pollers that wait for tasks, by kind of task"),
            Map.entry("temporal_worker_task_slots_available", "Tasks that a worker could still take, by kind"),
            Map.entry("temporal_worker_task_slots_used", "Tasks that a worker works on, by kind"),
            Map.entry("temporal_sticky_cache_size", "Workflow runs that a worker keeps in memory"),
            Map.entry("temporal_workflow_active_thread_count", "Threads of workflow runs kept in memory"),
            Map.entry("temporal_request", "Calls to the Temporal server, by operation"),
            Map.entry("temporal_request_failure", "Calls to the Temporal server that failed, by operation and status"),
            Map.entry("temporal_request_latency", "Time of calls to the Temporal server"),
            Map.entry("temporal_long_request_failure", "Waiting calls to the Temporal server that failed"),
            Map.entry(
                    "temporal_workflow_task_schedule_to_start_latency", "How long workflow tasks waited for a worker"),
            Map.entry("temporal_activity_schedule_to_start_latency", "How long activities waited for a worker"),
            Map.entry("temporal_activity_execution_latency", "Time of activities, attempt by attempt"),
            Map.entry("temporal_activity_execution_failed", "Attempts of activities that failed"),
            Map.entry(
                    "temporal_workflow_task_execution_failed",
                    "Workflow tasks that failed; failure_reason names code that does not fit its history"),
            Map.entry("temporal_workflow_failed", "Workflow runs that failed"),
            Map.entry("temporal_workflow_completed", "Workflow runs that completed"));

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(PREFIX) || id.getDescription() != null) {
            return id;
        }
        String text = TEXTS.getOrDefault(id.getName(), "Measured by Temporal's Java SDK; its documentation says more");
        return new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), text, id.getType());
    }
}

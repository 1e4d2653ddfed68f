package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that a Temporal Schedule of ours consists of.
 *
 * @param gap the shortest time between two runs
 * @param memo what it was configured with, so that a later start can tell the operators' changes from its own
 */
record SchedulePlan(String id, ScheduleSpec spec, Duration gap, CatalogSyncRequest request, Map<String, String> memo) {
    /** Raised when policies, timeouts or the action change, so that existing schedules get them. */
    static final String VERSION = "1";

    static final String MEMO_VERSION = "scheduleVersion";
    static final String MEMO_CADENCE = "configuredCadence";
    static final String MEMO_PROVIDERS = "configuredProviders";
    static final String MEMO_ENABLED = "configuredEnabled";
    static final String MEMO_TRIGGER = "triggeredBy";
    static final String MEMO_CRON = "cron";
    static final String MEMO_KIND = "kind";
    static final String MEMO_REQUESTED = "providers";

    /** A run is worth catching up with only while it is not nearly time for the next. */
    private static final Duration LONGEST_CATCH_UP = Duration.ofHours(1);
    /** Above any real run; one that takes longer hangs, and would stop its schedule. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(320);

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(10);
    private static final Duration SHORTEST_MARGIN = Duration.ofMinutes(1);

    static SchedulePlan of(ScheduleDefinition definition) {
        Map<String, String> memo = new TreeMap<>();
        memo.put(MEMO_VERSION, VERSION);
        memo.put(MEMO_CADENCE, definition.cadence().toString());
        memo.put(MEMO_PROVIDERS, String.join(",", definition.providers()));
        memo.put(MEMO_ENABLED, String.valueOf(definition.enabled()));
        return new SchedulePlan(
                definition.id(),
                definition.cadence().spec(),
                definition.cadence().shortestGap(),
                new CatalogSyncRequest(
                        definition.kind(),
                        definition.providers(),
                        false,
                        SyncTrigger.SCHEDULE.key(),
                        CatalogSyncRequest.DEFAULT_PARALLELISM,
                        true),
                memo);
    }

    SchedulePlan withCadence(Cadence cadence) {
        return new SchedulePlan(id, cadence.spec(), cadence.shortestGap(), request, memo);
    }

    SchedulePlan with(ScheduleSpec other, Duration otherGap) {
        return new SchedulePlan(id, other, otherGap, request, memo);
    }

    SchedulePlan with(CatalogSyncRequest other) {
        return new SchedulePlan(id, spec, gap, other, memo);
    }

    SchedulePlan with(Map<String, String> other) {
        return new SchedulePlan(id, spec, gap, request, other);
    }

    Schedule schedule(ScheduleState state) {
        return Schedule.newBuilder()
                .setSpec(spec)
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(overlap())
                        .setCatchupWindow(min(LONGEST_CATCH_UP, gap.dividedBy(2)))
                        .build())
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(CatalogSyncWorkflow.class)
                        .setArguments(request)
                        .setOptions(options(id)
                                // Ends before the next run is due.
                                .setWorkflowExecutionTimeout(timeout())
                                .build())
                        .build())
                .setState(state)
                .build();
    }

    /**
     * A full sync of everything waits behind a long one, so that none is lost; more than one would only repeat it. Runs
     * that come often are left out instead: the next one does their work.
     */
    ScheduleOverlapPolicy overlap() {
        return id.equals(ScheduleIds.CATALOG)
                ? ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE
                : ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP;
    }

    Duration timeout() {
        Duration margin = min(LONGEST_MARGIN, gap.dividedBy(10));
        return min(LONGEST_RUN, gap.minus(margin.compareTo(SHORTEST_MARGIN) < 0 ? SHORTEST_MARGIN : margin));
    }

    WorkflowOptions.Builder options(String workflowId) {
        Map<String, Object> all = new TreeMap<>(memo);
        all.put(MEMO_TRIGGER, SyncTrigger.SCHEDULE.key());
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                .setTypedSearchAttributes(SyncAttributes.of(request))
                // One without the other makes the SDK unable to read the schedule again.
                .setStaticSummary(request.scope() + " · " + request.kind() + " · schedule")
                .setStaticDetails("started by the schedule `" + id + "`")
                .setMemo(all);
    }

    /** The kind that a schedule's id stands for. */
    static SyncKind kindOf(String id) {
        return id.equals(ScheduleIds.PRICING) ? SyncKind.PRICES : SyncKind.FULL;
    }

    private static Duration min(Duration one, Duration other) {
        return Stream.of(one, other).min(Comparator.naturalOrder()).orElse(one);
    }
}

package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleActionResult;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleInfo;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.EncodedValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Temporal Schedule of ours as the server has it, read with mistrust: operators may have rewritten any part of it. */
record LiveSchedule(ScheduleDescription description, CatalogSyncRequest request, Map<String, String> memo) {
    private static final int SHOWN_RUNS = 5;

    static LiveSchedule of(ScheduleDescription description) {
        if (!(description.getSchedule().getAction() instanceof ScheduleActionStartWorkflow action)) {
            return new LiveSchedule(description, everything(description.getId()), Map.of());
        }
        Map<String, String> memo = new TreeMap<>();
        Map<String, Object> raw = action.getOptions().getMemo();
        Stream.of(
                        SchedulePlan.MEMO_VERSION,
                        SchedulePlan.MEMO_CADENCE,
                        SchedulePlan.MEMO_PROVIDERS,
                        SchedulePlan.MEMO_ENABLED)
                .forEach(key -> {
                    Object value = raw == null ? null : raw.get(key);
                    if (value != null) {
                        memo.put(
                                key,
                                value instanceof EncodedValues encoded ? encoded.get(String.class) : value.toString());
                    }
                });
        return new LiveSchedule(description, request(description.getId(), action), memo);
    }

    private static CatalogSyncRequest request(String id, ScheduleActionStartWorkflow action) {
        try {
            CatalogSyncRequest request = action.getArguments().get(0, CatalogSyncRequest.class);
            return request == null ? everything(id) : request;
        } catch (DataConverterException e) {
            return everything(id);
        }
    }

    private static CatalogSyncRequest everything(String id) {
        return new CatalogSyncRequest(SchedulePlan.kindOf(id), List.of(), false, SyncTrigger.SCHEDULE.key(), 0, true);
    }

    ScheduleState state() {
        ScheduleState state = description.getSchedule().getState();
        return state == null ? ScheduleState.newBuilder().build() : state;
    }

    /** This schedule as it is, ready to be changed in one part. */
    SchedulePlan plan() {
        return new SchedulePlan(description.getId(), description.getSchedule().getSpec(), gap(), request, memo);
    }

    /** The new configuration where it differs from the old one; elsewhere what operators may have made of it. */
    SchedulePlan following(SchedulePlan configured) {
        SchedulePlan plan = plan().with(configured.memo());
        if (isOther(configured, SchedulePlan.MEMO_CADENCE)) {
            plan = plan.with(configured.spec(), configured.gap());
        }
        return isOther(configured, SchedulePlan.MEMO_PROVIDERS) ? plan.with(configured.request()) : plan;
    }

    private boolean isOther(SchedulePlan configured, String key) {
        return !Objects.equals(configured.memo().get(key), memo.get(key));
    }

    private Optional<Cadence> cadence() {
        return Cadence.of(description.getSchedule().getSpec());
    }

    /** Of a form that operators made up, the gap is that of the next runs. */
    private Duration gap() {
        return cadence().map(Cadence::shortestGap).orElseGet(() -> {
            List<Instant> next = description.getInfo().getNextActionTimes();
            Duration shortest = Duration.ofDays(1);
            for (int i = 1; i < next.size(); i++) {
                Duration between = Duration.between(next.get(i - 1), next.get(i));
                shortest = between.compareTo(shortest) < 0 ? between : shortest;
            }
            return shortest.compareTo(CronLine.SHORTEST_GAP) < 0 ? CronLine.SHORTEST_GAP : shortest;
        });
    }

    ScheduleView view() {
        ScheduleInfo info = description.getInfo();
        Optional<Cadence> cadence = cadence();
        boolean enabled = !state().isPaused();
        return new ScheduleView(
                description.getId(),
                kind(request.kind()),
                request.providers(),
                cadence.map(Cadence::line).map(CronLine::toString).orElse(null),
                cadence.map(Cadence::hours).orElse(null),
                enabled,
                state().getNote(),
                enabled ? info.getNextActionTimes().stream().limit(SHOWN_RUNS).toList() : List.of(),
                info.getRunningActions().stream()
                        .map(action ->
                                action instanceof ScheduleActionExecutionStartWorkflow run ? run.getWorkflowId() : "")
                        .toList(),
                lastRun(info.getRecentActions()),
                info.getNumActions(),
                info.getNumActionsSkippedOverlap(),
                info.getNumActionsMissedCatchupWindow(),
                overlap(),
                timeout(),
                "schedule");
    }

    static String kind(SyncKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private String overlap() {
        return description.getSchedule().getPolicy() == null
                ? "skip"
                : description
                        .getSchedule()
                        .getPolicy()
                        .getOverlap()
                        .name()
                        .replace("SCHEDULE_OVERLAP_POLICY_", "")
                        .toLowerCase(Locale.ROOT);
    }

    private long timeout() {
        return description.getSchedule().getAction() instanceof ScheduleActionStartWorkflow action
                        && action.getOptions().getWorkflowExecutionTimeout() != null
                ? action.getOptions().getWorkflowExecutionTimeout().toSeconds()
                : 0;
    }

    private static ScheduleView.@Nullable LastRun lastRun(List<ScheduleActionResult> recent) {
        ScheduleActionResult last = recent.isEmpty() ? null : recent.get(recent.size() - 1);
        return last != null && last.getAction() instanceof ScheduleActionExecutionStartWorkflow run
                ? new ScheduleView.LastRun(
                        run.getWorkflowId(), run.getFirstExecutionRunId(), last.getScheduledAt(), last.getStartedAt())
                : null;
    }
}

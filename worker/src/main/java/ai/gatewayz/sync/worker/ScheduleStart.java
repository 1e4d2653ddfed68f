package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleDefinition;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.client.schedule.SyncSchedules;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Makes the schedules of a configuration when a worker starts. */
final class ScheduleStart {
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    /** Workers that start together start one sync. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("'startup-'yyyyMMdd'T'HHmm").withZone(ZoneOffset.UTC);

    private final TemporalConnection temporal;
    private final SyncSchedules schedules;
    private final Clock clock;

    ScheduleStart(TemporalConnection temporal, Clock clock) {
        this.temporal = temporal;
        this.schedules = new SyncSchedules(temporal, clock);
        this.clock = clock;
    }

    void apply(ScheduleSettings settings) {
        if (settings.isManaged()) {
            settings.definitions().forEach(definition -> patiently(() -> schedules.ensure(definition)));
            List<String> wanted =
                    settings.definitions().stream().map(ScheduleDefinition::id).toList();
            ScheduleIds.TIERS.stream().filter(id -> !wanted.contains(id)).forEach(schedules::remove);
        }
        if (settings.syncOnStartup()) {
            new SyncLauncher(temporal.client())
                    .startCatalog(
                            new CatalogSyncRequest(SyncKind.FULL, List.of(), false, SyncTrigger.STARTUP.key(), 0),
                            MINUTE.format(clock.instant()));
        }
    }

    /** A server learns of new search attributes a moment after they were added. */
    private static void patiently(Runnable step) {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (ScheduleException | StatusRuntimeException e) {
                if (attempt == ATTEMPTS || !isRefusedArgument(e)) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private static boolean isRefusedArgument(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
            }
        }
        return false;
    }
}

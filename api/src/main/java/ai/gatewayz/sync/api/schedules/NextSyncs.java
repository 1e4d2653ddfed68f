package ai.gatewayz.sync.api.schedules;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a provider is synced next, by the live schedules. Their state is asked for every few seconds at most. */
public final class NextSyncs {
    private static final Logger LOG = LoggerFactory.getLogger(NextSyncs.class);
    private static final String ALL = "all";
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final LiveSchedules schedules;
    private final Cache<String, List<ScheduleView>> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    /** Over the live schedules. */
    public NextSyncs(LiveSchedules schedules) {
        this.schedules = schedules;
    }

    /** The next full sync that a provider is part of; empty without one, and when the schedules cannot be asked. */
    public Optional<Instant> of(String slug, String tier) {
        return known.get(ALL, unused -> list()).stream()
                .filter(schedule -> schedule.kind().equals("full"))
                .filter(schedule -> schedule.providers().isEmpty()
                        || schedule.providers().contains(slug)
                        || schedule.providers().contains(CatalogSyncRequest.TIER + tier))
                .map(ScheduleView::nextRunAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private List<ScheduleView> list() {
        try {
            return schedules.list();
        } catch (ApiException | StatusRuntimeException | WorkflowServiceException e) {
            LOG.warn("the schedules could not be asked: {}", e.toString());
            return List.of();
        }
    }
}

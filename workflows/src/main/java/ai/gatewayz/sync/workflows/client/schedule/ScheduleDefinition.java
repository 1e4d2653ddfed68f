package ai.gatewayz.sync.workflows.client.schedule;

import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;

/**
 * What the configuration asks of a schedule.
 *
 * @param id one of {@link ScheduleIds}
 * @param providers slugs; empty means every provider
 * @param enabled whether it runs by itself; one that is switched off can still be triggered
 */
public record ScheduleDefinition(String id, Cadence cadence, SyncKind kind, List<String> providers, boolean enabled) {}

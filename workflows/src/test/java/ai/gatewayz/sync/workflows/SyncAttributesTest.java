package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run says itself what it is, whatever its starter said. */
final class SyncAttributesTest {
    private final WorkflowHarness harness = WorkflowHarness.start();

    @AfterEach
    void close() {
        harness.close();
    }

    /** As Temporal's own tools start a workflow. */
    private SearchAttributes started(String type, String id, Map<String, ?> input, SearchAttributes told) {
        WorkflowStub stub = harness.client()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .setWorkflowExecutionTimeout(Duration.ofMinutes(45))
                                .setTypedSearchAttributes(told)
                                .build());
        stub.start(input);
        stub.getResult(Object.class);
        return attributes(id);
    }

    private SearchAttributes attributes(String id) {
        return harness.client().newUntypedWorkflowStub(id).describe().getTypedSearchAttributes();
    }

    private long upserts(String id) {
        return harness.client().fetchHistory(id).getEvents().stream()
                .map(HistoryEvent::getEventType)
                .filter(type -> type == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"true, schedule, schedule", "false, alice, manual", "true, , manual"})
    void catalogSync_withoutAttributes_setsThem(boolean dryRun, String by, String trigger) {
        Map<String, Object> input = by == null
                ? Map.of("dryRun", dryRun, "kind", "PRICES")
                : Map.of("dryRun", dryRun, "kind", "PRICES", "triggeredBy", by);
        SearchAttributes found =
                started(CatalogSyncWorkflow.TYPE, "catalog-sync-manual-1", input, SearchAttributes.EMPTY);

        assertThat(found.get(SyncAttributes.DRY_RUN)).isEqualTo(dryRun);
        assertThat(found.get(SyncAttributes.TRIGGER)).isEqualTo(trigger);
        assertThat(found.get(SyncAttributes.PROVIDER)).isEqualTo("all");
        assertThat(found.get(SyncAttributes.KIND)).isEqualTo("PRICES");
        SearchAttributes child = attributes(dryRun ? "provider-dry-run:groq" : "provider-sync:groq");
        assertThat(child.get(SyncAttributes.DRY_RUN)).isEqualTo(dryRun);
        assertThat(child.get(SyncAttributes.TRIGGER)).isEqualTo(trigger);
    }

    @Test
    void providerSync_underTheIdOfARealOne_saysThatItIsADryRun() {
        SearchAttributes found = started(
                ProviderSyncWorkflow.TYPE,
                "provider-sync:groq",
                Map.of("provider", "groq", "dryRun", true),
                SearchAttributes.EMPTY);
        assertThat(found.get(SyncAttributes.DRY_RUN)).isTrue();
        assertThat(found.get(SyncAttributes.PROVIDER)).isEqualTo("groq");
    }

    @Test
    void attributesThatDeny_areCorrected() {
        SearchAttributes found = started(
                CatalogSyncWorkflow.TYPE,
                "catalog-sync-manual-1",
                Map.of("providers", List.of("groq"), "dryRun", true),
                SearchAttributes.newBuilder()
                        .set(SyncAttributes.PROVIDER, "all")
                        .set(SyncAttributes.DRY_RUN, false)
                        .build());
        assertThat(found.get(SyncAttributes.DRY_RUN)).isTrue();
    }

    @Test
    void ourStarters_setThem_soThatNoEventIsNeeded() {
        StartedJob job = harness.launcher.startCatalog(WorkflowHarness.catalog(true, "groq"), "1");
        assertThat(harness.launcher.awaitCatalog(job, WorkflowHarness.LONG_ENOUGH))
                .isPresent();

        assertThat(attributes(job.jobId()).get(SyncAttributes.DRY_RUN)).isTrue();
        assertThat(attributes(job.jobId()).get(SyncAttributes.TRIGGER)).isEqualTo("manual");
        assertThat(attributes("provider-dry-run:groq").get(SyncAttributes.DRY_RUN))
                .isTrue();
        // The outcome at the end is the only one.
        assertThat(upserts(job.jobId())).isEqualTo(1);
        assertThat(upserts("provider-dry-run:groq")).isEqualTo(1);
    }
}

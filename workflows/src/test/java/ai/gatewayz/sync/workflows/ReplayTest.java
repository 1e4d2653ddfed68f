package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.AnnouncementTimers;
import ai.gatewayz.sync.workflows.client.WorkflowHarness;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import ai.gatewayz.sync.workflows.model.DigestReport;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Today's workflow code must be able to continue every run that an earlier release began. */
final class ReplayTest {
    private static final Class<?> FIRST = CatalogSyncWorkflowImpl.class;
    private static final Class<?>[] OTHERS = {
        ProviderSyncWorkflowImpl.class,
        AnnouncedChangeWorkflowImpl.class,
        DigestWorkflowImpl.class,
        PriceAuditWorkflowImpl.class
    };

    /** Histories of a run now; they are also written to {@code target/histories}, for a release to keep. */
    private static List<WorkflowExecutionHistory> histories() throws IOException {
        List<WorkflowExecutionHistory> histories = new ArrayList<>();
        try (WorkflowHarness harness = WorkflowHarness.start()) {
            AtomicInteger stagings = new AtomicInteger();
            harness.activities.fetch = request -> switch (request.provider()) {
                case "groq" -> FakeActivities.fetched();
                case "xai" -> FakeActivities.notModified();
                default -> throw FakeActivities.permanent(FailureTypes.PROVIDER_AUTH_FAILED);
            };
            harness.activities.upsert = request -> {
                if (stagings.incrementAndGet() == 1) {
                    throw FakeActivities.permanent(FailureTypes.STAGE_LOST);
                }
                return FakeActivities.applied();
            };
            harness.activities.digest = () -> new DigestReport(1, 17, "Model catalog: 1 price change");
            harness.launcher.awaitCatalog(
                    harness.launcher.startCatalog(WorkflowHarness.catalog(false, "groq", "near", "xai"), "replay"),
                    WorkflowHarness.LONG_ENOUGH);
            String timer = announcedChange(harness);
            cronWork(harness, DigestWorkflow.TYPE, WorkflowIds.DIGEST);
            cronWork(harness, PriceAuditWorkflow.TYPE, WorkflowIds.PRICE_AUDIT);
            for (String id : List.of(
                    "catalog-sync-manual-replay",
                    "provider-sync:groq",
                    "provider-sync:near",
                    "provider-sync:xai",
                    timer,
                    WorkflowIds.DIGEST,
                    WorkflowIds.PRICE_AUDIT)) {
                histories.add(harness.client().fetchHistory(id));
            }
        }
        Path directory = Files.createDirectories(Path.of("target", "histories"));
        for (WorkflowExecutionHistory history : histories) {
            String name = history.getWorkflowExecution().getWorkflowId().replace(':', '-');
            Files.writeString(directory.resolve(name + ".json"), history.toJson(true));
        }
        return histories;
    }

    /** Waits for an announced price, which comes late, and answers the workflow's id. */
    private static String announcedChange(WorkflowHarness harness) {
        AnnouncedChange change = new AnnouncedChange(
                "xai",
                Instant.ofEpochMilli(harness.env.currentTimeMillis())
                        .plus(Duration.ofDays(20))
                        .toString(),
                List.of("m/1"),
                1);
        String timer = WorkflowIds.announcedChange("xai", change.dueAt());
        Iterator<AnnouncementLook> looks = List.of(
                        new AnnouncementLook(1, 0, 0, null),
                        new AnnouncementLook(
                                1,
                                0,
                                0,
                                Instant.parse(change.dueAt()).plusSeconds(900).toString()),
                        new AnnouncementLook(1, 0, 0, null),
                        new AnnouncementLook(0, 0, 1, null))
                .iterator();
        harness.activities.look = asked -> looks.next();
        new AnnouncementTimers(harness.client()).start(change);
        harness.client().newUntypedWorkflowStub(timer).getResult(AnnouncementLook.class);
        return timer;
    }

    private static void cronWork(WorkflowHarness harness, String type, String id) {
        WorkflowStub work = harness.client()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .build());
        work.start();
        work.getResult(Object.class);
    }

    private static void replay(WorkflowExecutionHistory history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(history, FIRST, OTHERS);
    }

    @Test
    void freshHistories_areReplayed() throws Exception {
        List<WorkflowExecutionHistory> histories = histories();
        assertThat(histories).hasSize(7);
        for (WorkflowExecutionHistory history : histories) {
            assertThatCode(() -> replay(history)).doesNotThrowAnyException();
        }
    }

    @Test
    void anotherOrderOfSteps_isNoticed() throws Exception {
        String history = histories().get(1).toJson(false);
        String swapped = history.replace("\"Transform\"", "\"Upsert\"");
        assertThat(swapped).isNotEqualTo(history);
        assertThatThrownBy(() -> replay(WorkflowExecutionHistory.fromJson(swapped)))
                .hasStackTraceContaining("NonDeterministicException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "announced-change",
                "catalog-sync",
                "provider-sync-synced",
                "provider-sync-failed",
                "provider-sync-not-modified",
                "digest",
                "price-audit"
            })
    void keptHistories_areReplayed(String name) {
        assertThatCode(() -> WorkflowReplayer.replayWorkflowExecutionFromResource(
                        "histories/1/" + name + ".json", FIRST, OTHERS))
                .doesNotThrowAnyException();
    }
}

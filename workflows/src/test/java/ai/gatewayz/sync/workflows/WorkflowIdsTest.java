package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.model.SyncKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkflowIdsTest {
    @Test
    void ids_areTheJobIdsOfTheContract() {
        assertThat(WorkflowIds.manualCatalogSync(SyncKind.FULL, "1a2b")).isEqualTo("catalog-sync-manual-1a2b");
        assertThat(WorkflowIds.manualCatalogSync(SyncKind.PRICES, "1a2b")).isEqualTo("pricing-sync-manual-1a2b");
        assertThat(WorkflowIds.providerSync("groq", false)).isEqualTo("provider-sync:groq");
        assertThat(WorkflowIds.providerSync("groq", true)).isEqualTo("provider-dry-run:groq");
    }

    @ParameterizedTest
    @CsvSource({
        "catalog-sync, true, false",
        "catalog-sync-2026-11-21T05:20:00Z, true, false",
        "catalog-sync-manual-1a2b, true, false",
        "provider-sync:groq, true, true",
        "provider-dry-run:groq, true, true",
        "pricing-sync-2026-11-21T05:20:00Z, true, false",
        "pricing-sync-manual-1a2b, true, false",
        "catalog-syncs, false, false",
        "pricing-synced, false, false",
        "provider-sync, false, false",
        "other:provider-sync:groq, false, false",
        "'', false, false"
    })
    void ids_areRecognised(String id, boolean ours, boolean provider) {
        assertThat(WorkflowIds.isOurs(id)).isEqualTo(ours);
        assertThat(WorkflowIds.isProvider(id)).isEqualTo(provider);
    }
}

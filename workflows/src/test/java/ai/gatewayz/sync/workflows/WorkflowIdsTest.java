package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkflowIdsTest {
    @Test
    void ids_areTheJobIdsOfTheContract() {
        assertThat(WorkflowIds.manualCatalogSync("1a2b")).isEqualTo("catalog-sync-manual-1a2b");
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
        "catalog-syncs, false, false",
        "provider-sync, false, false",
        "other:provider-sync:groq, false, false",
        "'', false, false"
    })
    void ids_areRecognised(String id, boolean ours, boolean provider) {
        assertThat(WorkflowIds.isOurs(id)).isEqualTo(ours);
        assertThat(WorkflowIds.isProvider(id)).isEqualTo(provider);
    }
}

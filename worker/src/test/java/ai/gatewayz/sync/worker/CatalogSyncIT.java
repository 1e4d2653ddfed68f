package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncReport;
import ai.gatewayz.sync.workflows.model.SyncStatus;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CatalogSyncIT {
    private SyncFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new SyncFixture(FleetOptions.defaults().withFrozen(true).withTotalModels(6_000));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void syncAll_thenAgain_writesNoModelRow() {
        SyncReport first = fixture.syncAll(false);
        for (ProviderSyncResult r : first.results()) {
            System.out.println(r);
        }
        System.out.println(first.durationMillis());
        SyncReport second = fixture.syncAll(false);
        System.out.println(second.durationMillis());
        assertThat(second.results()).allSatisfy(r -> assertThat(r.status()).isNotEqualTo(SyncStatus.SYNCED));
    }
}

package ai.gatewayz.sync.cli.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.simulator.ProviderFleet;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulator knows none of our types, so that its own list has to be compared. */
class SimulatedProvidersTest {
    @Test
    void everyProvider_isSimulated_andNoOther() throws IOException {
        List<String> ours =
                Providers.all().stream().map(Provider::toString).sorted().toList();

        try (ProviderFleet fleet = ProviderFleet.startFrozen(500, 1)) {
            assertThat(fleet.slugs()).containsExactlyInAnyOrderElementsOf(ours);
        }
    }
}

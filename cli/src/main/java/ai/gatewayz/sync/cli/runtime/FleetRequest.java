package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What kind of simulated fleet is wanted.
 *
 * @param port 0 for any free one
 * @param seed decides every model and price
 * @param models models of all providers together; 0 for as many as the real fleet has
 * @param frozen whether the catalog stands still
 * @param payloads a folder of recorded bodies; null to generate them
 * @param faults faults from the start, each {@code slug:spec}
 */
public record FleetRequest(
        int port,
        long seed,
        int models,
        boolean frozen,
        @Nullable Path payloads,
        List<String> faults) {
    /** The fleet that {@code SIMULATOR_SEED} and {@code SIMULATOR_FROZEN} describe, generated, without faults. */
    public static FleetRequest from(Map<String, String> environment) {
        EnvironmentReader reader = new EnvironmentReader(environment);
        return new FleetRequest(
                0,
                reader.bigNumber("SIMULATOR_SEED", 1, 0, Long.MAX_VALUE),
                0,
                reader.flag("SIMULATOR_FROZEN", false),
                null,
                List.of());
    }

    /** The same fleet with these faults, each {@code slug:spec}. */
    public FleetRequest with(List<String> faultsFromTheStart) {
        return new FleetRequest(port, seed, models, frozen, payloads, faultsFromTheStart);
    }
}

package ai.gatewayz.sync.simulator;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a fleet starts.
 *
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param seed decides every model, price and change
 * @param totalModels distinct models of all providers together
 * @param frozen whether the catalog changes only on demand; else it evolves by one tick every ten minutes
 * @param payloads a folder with recorded bodies to replay, or null to generate
 * @param requireKeys whether providers that need a key refuse requests without one
 * @param faults faults from the start, each {@code slug:spec}
 */
public record FleetOptions(
        int port,
        long seed,
        int totalModels,
        boolean frozen,
        @Nullable Path payloads,
        boolean requireKeys,
        List<String> faults) {

    /** Total of the real fleet. */
    public static final int REAL_TOTAL = 18_000;

    /** Checks the numbers. */
    public FleetOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 0..65535");
        }
        if (totalModels < 1) {
            throw new IllegalArgumentException("totalModels " + totalModels + " is below 1");
        }
        faults = List.copyOf(faults);
    }

    /** A free port, seed 1, 18,000 generated models, evolving. */
    public static FleetOptions defaults() {
        return new FleetOptions(0, 1, REAL_TOTAL, false, null, false, List.of());
    }

    /** On another port. */
    public FleetOptions withPort(int newPort) {
        return new FleetOptions(newPort, seed, totalModels, frozen, payloads, requireKeys, faults);
    }

    /** With another seed. */
    public FleetOptions withSeed(long newSeed) {
        return new FleetOptions(port, newSeed, totalModels, frozen, payloads, requireKeys, faults);
    }

    /** With another number of models. */
    public FleetOptions withTotalModels(int newTotal) {
        return new FleetOptions(port, seed, newTotal, frozen, payloads, requireKeys, faults);
    }

    /** With a catalog that stands still, or not. */
    public FleetOptions withFrozen(boolean newFrozen) {
        return new FleetOptions(port, seed, totalModels, newFrozen, payloads, requireKeys, faults);
    }

    /** Replaying the bodies of a folder. */
    public FleetOptions withPayloads(@Nullable Path folder) {
        return new FleetOptions(port, seed, totalModels, frozen, folder, requireKeys, faults);
    }

    /** Refusing requests without a key where the real provider does. */
    public FleetOptions withRequireKeys(boolean required) {
        return new FleetOptions(port, seed, totalModels, frozen, payloads, required, faults);
    }

    /** With faults from the start, each {@code slug:spec}. */
    public FleetOptions withFaults(List<String> specs) {
        return new FleetOptions(port, seed, totalModels, frozen, payloads, requireKeys, specs);
    }
}

package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.workflows.client.TemporalConnection;
import java.util.Map;

/** The parts of the product that other modules hold; the only place where this module meets them. */
public interface Services {
    /**
     * Reads the settings of worker and API.
     *
     * @throws ai.gatewayz.sync.workflows.client.ConfigurationException naming the first that is wrong
     */
    void check(Map<String, String> environment);

    /** Migrates the database and starts the Temporal workers with their health port. */
    RunningService startWorker(Map<String, String> environment, TemporalConnection temporal);

    /** Starts the HTTP API. */
    RunningService startApi(Map<String, String> environment, TemporalConnection temporal);

    /** Starts a fleet of simulated providers. */
    RunningFleet startFleet(FleetRequest request);

    /**
     * A part that serves.
     *
     * @param port where it listens
     * @param stop ends it and waits for the end
     */
    record RunningService(int port, Runnable stop) {}

    /**
     * Simulated providers that serve.
     *
     * @param baseUrlTemplate the base URL with {@code {provider}} in it
     * @param stop ends them
     */
    record RunningFleet(int port, String baseUrlTemplate, Runnable stop) {}
}

package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.runtime.Services.RunningService;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker or an API alone. It joins the database and the Temporal server that the environment names, else those of the
 * service on the data directory.
 */
public final class OnePart {
    /** Running steps end or are left to other workers, which takes up to nine seconds. */
    private static final Duration WORKER_LIMIT = Duration.ofSeconds(12);

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Map<String, String> user;
    private final DataDirectory data;
    private final Services services;
    private final Stopper stopper;

    /** Nothing is started yet. */
    public OnePart(Map<String, String> user, DataDirectory data, Services services, Stopper stopper) {
        this.user = user;
        this.data = data;
        this.services = services;
        this.stopper = stopper;
    }

    /**
     * Starts a worker.
     *
     * @param port of health and metrics; null for {@code WORKER_PORT}, else any free one beside a service
     */
    public RunningService worker(@Nullable Integer port) {
        LocalEnvironment environment = joined("WORKER_PORT", port);
        RunningService worker = services.startWorker(environment.variables(), connect(environment));
        stopper.add("worker", WORKER_LIMIT, worker.stop());
        return worker;
    }

    /**
     * Starts an API.
     *
     * @param port null for {@code PORT}, else any free one beside a service
     */
    public RunningService api(@Nullable Integer port) {
        LocalEnvironment environment = joined("PORT", port);
        RunningService api = services.startApi(environment.variables(), connect(environment));
        stopper.add("API", LIMIT, api.stop());
        return api;
    }

    private TemporalConnection connect(LocalEnvironment environment) {
        TemporalConnection temporal = TemporalConnection.open(TemporalSettings.from(environment.variables()));
        stopper.add("Temporal connection", LIMIT, temporal::close);
        return temporal;
    }

    private LocalEnvironment joined(String portVariable, @Nullable Integer port) {
        LocalEnvironment environment = new LocalEnvironment(user);
        if (environment.databaseUrl() == null) {
            join(environment, running());
            if (port == null && !user.containsKey(portVariable)) {
                environment.set(portVariable, Integer.toString(Ports.free()));
            }
        }
        if (port != null) {
            environment.set(portVariable, port.toString());
        }
        return environment;
    }

    private RunFile running() {
        RunFile run = RunFile.find(data);
        if (run == null) {
            throw CommandFailure.usage("DATABASE_URL: is not set, and no service runs on " + data
                    + "; start one with ./catalog-sync up, or name its database and TEMPORAL_ADDRESS");
        }
        return run;
    }

    private void join(LocalEnvironment environment, RunFile run) {
        String temporal = run.temporalAddress();
        if (temporal == null) {
            throw CommandFailure.failed(
                    "the Temporal of the service on " + data + " is inside its process, where nobody can"
                            + " join it; install the temporal command and start it again, or set TEMPORAL_ADDRESS for both");
        }
        environment.set("DATABASE_URL", run.databaseUrl()).set("TEMPORAL_ADDRESS", temporal);
        // The service has set its schedules; this environment may say something else of them.
        environment.set("MANAGE_SCHEDULES", "false").set("SYNC_MODELS_ON_STARTUP", "false");
        if (!user.containsKey("ADMIN_API_KEY")) {
            environment.set("ADMIN_API_KEY", run.adminKey());
        }
        if (run.providerBaseUrl() != null) {
            environment.simulate(run.providerBaseUrl());
        }
    }
}

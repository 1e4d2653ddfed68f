package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.DataLock;
import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.embedded.EmbeddedDatabase;
import ai.gatewayz.sync.cli.embedded.EmbeddedPart;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.runtime.Services.RunningFleet;
import ai.gatewayz.sync.cli.runtime.Services.RunningService;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole service in one process: database, Temporal, simulated providers, worker, API, started in this order and
 * stopped in the reverse one.
 */
public final class AllInOne {
    private static final String ADMIN_KEY_FILE = "admin.key";
    private static final String SUBSCRIPTION_KEY_FILE = "subscription.key";
    private static final int API_PORT = 8000;
    private static final int WORKER_PORT = 8001;
    private static final int MOST_PORT = 65_535;

    /** A client must get its answer, not a reset. */
    private static final Duration API_LIMIT = Duration.ofSeconds(2);
    /** Unfinished activities are tried again after the next start, so waiting longer gains nothing. */
    private static final Duration WORKER_LIMIT = Duration.ofSeconds(4);

    private static final Duration SERVER_LIMIT = Duration.ofSeconds(8);

    /**
     * What is wanted.
     *
     * @param fleet simulated providers; null to call the real ones
     * @param port the API's port; null for {@code PORT} or the default
     */
    public record Options(
            @Nullable FleetRequest fleet, @Nullable Integer port) {}

    private final Map<String, String> user;
    private final DataDirectory data;
    private final Services services;
    private final Stopper stopper;
    private final Consumer<String> steps;

    /**
     * Nothing is started yet.
     *
     * @param stopper gets every part as soon as it runs
     * @param steps is told what is being started
     */
    public AllInOne(
            Map<String, String> user, DataDirectory data, Services services, Stopper stopper, Consumer<String> steps) {
        this.user = user;
        this.data = data;
        this.services = services;
        this.stopper = stopper;
        this.steps = steps;
    }

    /**
     * What runs.
     *
     * @param embeddedDatabase whether the database is ours
     * @param ownKey whether the admin key is the user's, who knows it and does not want to see it
     */
    public record Running(
            RunFile addresses, TemporalRuntime temporal, boolean embeddedDatabase, boolean ownKey, PartKeeper keeper) {}

    /** Starts database, Temporal, simulated providers and worker for a single sync, without the API. */
    public TemporalRuntime startWorkerOnly(@Nullable FleetRequest fleet) {
        LocalEnvironment environment = new LocalEnvironment(user);
        lockData();
        startDatabase(environment);
        TemporalRuntime temporal = startTemporal();
        startFleet(environment, fleet);
        environment.set("WORKER_PORT", Integer.toString(Ports.free())).set("SYNC_MODELS_ON_STARTUP", "false");
        // One sync is asked for here: schedules would start others.
        environment.set("MANAGE_SCHEDULES", "false");
        startWorker(environment, temporal);
        return temporal;
    }

    /** Starts everything and tells other commands about it. */
    public Running start(Options options) {
        requireMemory();
        requireSettings();
        // Whoever runs here already has the ports, too.
        lockData();
        WantedPorts ports = ports(options.port());
        LocalEnvironment environment = new LocalEnvironment(user);
        // The quickest first: a fault that is misspelt is told at once.
        startFleet(environment, options.fleet());
        List<EmbeddedPart> parts = new ArrayList<>();
        startDatabase(environment).ifPresent(parts::add);
        TemporalRuntime temporal = startTemporal();
        temporal.part().ifPresent(parts::add);
        boolean hasOwnKey = user.containsKey("ADMIN_API_KEY");
        if (!hasOwnKey) {
            environment.set("ADMIN_API_KEY", data.secret(ADMIN_KEY_FILE));
        }
        if (!user.containsKey(SubscriptionKey.VARIABLE)) {
            environment.set(SubscriptionKey.VARIABLE, data.secret(SUBSCRIPTION_KEY_FILE, SubscriptionKey::random));
        }
        ownAddresses(environment, ports, temporal);
        RunningService worker = startWorker(environment, temporal);
        RunningService api = startApi(environment, temporal);

        Map<String, String> variables = environment.variables();
        RunFile addresses = new RunFile(
                "http://127.0.0.1:" + api.port(),
                "http://127.0.0.1:" + worker.port(),
                String.valueOf(environment.databaseUrl()),
                temporal.address(),
                temporal.uiUrl(),
                String.valueOf(variables.get("ADMIN_API_KEY")),
                ProcessHandle.current().pid(),
                options.fleet() == null ? null : variables.get("PROVIDER_BASE_URL_TEMPLATE"));
        addresses.write(data);
        stopper.add("run file", API_LIMIT, () -> RunFile.remove(data));
        boolean isOwnDatabase = new LocalEnvironment(user).databaseUrl() == null;
        return new Running(addresses, temporal, isOwnDatabase, hasOwnKey, keep(parts));
    }

    private void ownAddresses(LocalEnvironment environment, WantedPorts ports, TemporalRuntime temporal) {
        environment
                .set("PORT", Integer.toString(ports.api()))
                .set(
                        "WORKER_PORT",
                        Integer.toString(ports.worker() > 0 ? ports.worker() : data.port("worker", WORKER_PORT)))
                // This process starts the first sync itself and shows it.
                .set("SYNC_MODELS_ON_STARTUP", "false");
        if (temporal.uiUrl() != null && !user.containsKey("TEMPORAL_UI_URL")) {
            environment.set("TEMPORAL_UI_URL", String.valueOf(temporal.uiUrl()));
        }
    }

    private PartKeeper keep(List<EmbeddedPart> parts) {
        PartKeeper keeper = new PartKeeper(parts, stopper::close);
        stopper.add("keeper of parts", API_LIMIT, keeper::close);
        return keeper;
    }

    private RunningService startApi(LocalEnvironment environment, TemporalRuntime temporal) {
        steps.accept("API");
        RunningService api = services.startApi(environment.variables(), temporal.connection());
        stopper.add("API", API_LIMIT, api.stop());
        return api;
    }

    /** Ports that the user wants; 0 leaves the choice. */
    private record WantedPorts(int api, int worker) {}

    private WantedPorts ports(@Nullable Integer named) {
        EnvironmentReader reader = new EnvironmentReader(user);
        if (named != null && (named < 0 || named > MOST_PORT)) {
            throw CommandFailure.usage("--port: must be a whole number from 0 to " + MOST_PORT);
        }
        int api = named == null ? reader.number("PORT", API_PORT, 0, MOST_PORT) : named;
        requireFree(api, "choose another one with --port");
        int worker = reader.number("WORKER_PORT", 0, 0, MOST_PORT);
        requireFree(worker, "choose another one with WORKER_PORT");
        if (api > 0 && api == worker) {
            throw CommandFailure.usage("WORKER_PORT: " + worker + " is the API's port; choose another one");
        }
        return new WantedPorts(api, worker);
    }

    /** Says what is wrong with settings before servers are started for them. */
    private void requireSettings() {
        LocalEnvironment settings = new LocalEnvironment(user);
        if (settings.databaseUrl() == null) {
            settings.set("DATABASE_URL", "postgresql://127.0.0.1/unused");
        }
        if (!user.containsKey("ADMIN_API_KEY")) {
            settings.set("ADMIN_API_KEY", "not-the-key-that-is-used");
        }
        // The ports are read here, where the command line may replace them.
        services.check(settings.set("PORT", "0").set("WORKER_PORT", "0").variables());
    }

    private static void requireMemory() {
        Optional<String> problem = Memory.problem();
        if (problem.isPresent()) {
            throw CommandFailure.failed(problem.orElseThrow());
        }
    }

    private static void requireFree(int port, String advice) {
        if (port > 0 && !Ports.isFree(port)) {
            throw CommandFailure.failed("port " + port + " is in use; stop the other program or " + advice);
        }
    }

    private void lockData() {
        DataLock lock = data.lock();
        stopper.add("data directory", API_LIMIT, lock::close);
    }

    /** Ours, unless the user named another one. */
    private Optional<EmbeddedPart> startDatabase(LocalEnvironment environment) {
        if (environment.databaseUrl() != null) {
            return Optional.empty();
        }
        steps.accept("PostgreSQL");
        EmbeddedDatabase database = EmbeddedDatabase.start(data);
        stopper.add("PostgreSQL", SERVER_LIMIT, database::close);
        environment.set("DATABASE_URL", database.url());
        return Optional.of(database);
    }

    private TemporalRuntime startTemporal() {
        steps.accept("Temporal");
        TemporalRuntime temporal = TemporalRuntime.start(user, data);
        stopper.add("Temporal", SERVER_LIMIT, temporal::close);
        return temporal;
    }

    private void startFleet(LocalEnvironment environment, @Nullable FleetRequest request) {
        if (request != null) {
            steps.accept("simulated providers");
            RunningFleet fleet = services.startFleet(request);
            stopper.add("simulated providers", API_LIMIT, fleet.stop());
            environment.simulate(fleet.baseUrlTemplate());
        }
    }

    private RunningService startWorker(LocalEnvironment environment, TemporalRuntime temporal) {
        steps.accept("worker");
        RunningService worker = services.startWorker(environment.variables(), temporal.connection());
        stopper.add("worker", WORKER_LIMIT, worker.stop());
        return worker;
    }
}

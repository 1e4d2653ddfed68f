package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import io.temporal.testserver.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Temporal server of an all-in-one process: somebody else's, a child process, or one inside this process. */
public final class TemporalRuntime implements AutoCloseable {
    /** Where the server is. */
    public enum Mode {
        EXTERNAL("external server"),
        DEV_SERVER("dev server of this process, durable"),
        EMBEDDED("inside this process, NOT durable");

        private final String description;

        Mode(String description) {
            this.description = description;
        }

        /** The word that {@code TEMPORAL_MODE} takes. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** A few words for people. */
        public String description() {
            return description;
        }
    }

    private static final Duration EXTERNAL_LIMIT = Duration.ofSeconds(10);

    private final Mode mode;
    private final TemporalConnection connection;
    private final @Nullable String address;
    private final @Nullable DevServer server;
    private final Runnable stop;

    private TemporalRuntime(Mode mode, TemporalConnection connection, @Nullable String address, Runnable stop) {
        this.mode = mode;
        this.connection = connection;
        this.address = address;
        this.server = null;
        this.stop = stop;
    }

    private TemporalRuntime(DevServer server) {
        this.mode = Mode.DEV_SERVER;
        this.connection = server.connection();
        this.address = server.address();
        this.server = server;
        this.stop = server::close;
    }

    /** The mode that the environment asks for or, on {@code auto}, allows. */
    public static Mode choose(Map<String, String> environment) {
        String wanted = new EnvironmentReader(environment)
                .choice("TEMPORAL_MODE", "auto", List.of("auto", "external", "dev-server", "embedded"));
        return switch (wanted) {
            case "external" -> Mode.EXTERNAL;
            case "dev-server" -> Mode.DEV_SERVER;
            case "embedded" -> Mode.EMBEDDED;
            default ->
                environment.containsKey("TEMPORAL_ADDRESS")
                        ? Mode.EXTERNAL
                        : TemporalBinary.find(environment).isPresent() ? Mode.DEV_SERVER : Mode.EMBEDDED;
        };
    }

    /** Starts or finds the server and waits until it serves. */
    public static TemporalRuntime start(Map<String, String> environment, DataDirectory data) {
        return switch (choose(environment)) {
            case EXTERNAL -> external(environment);
            case DEV_SERVER -> devServer(environment, data);
            case EMBEDDED -> embedded();
        };
    }

    /** Where it is. */
    public Mode mode() {
        return mode;
    }

    /** The connection that workers and clients of this process share. */
    public TemporalConnection connection() {
        return connection;
    }

    /** Host and port; null when the server is inside this process. */
    public @Nullable String address() {
        return address;
    }

    /** The Web UI; null when there is none or it is somebody else's. */
    public @Nullable String uiUrl() {
        return server == null ? null : server.uiUrl();
    }

    /** The server, where it is a child of this process. */
    public Optional<EmbeddedPart> part() {
        return Optional.ofNullable(server);
    }

    /** Whether running syncs and their history survive the end of this process. */
    public boolean durable() {
        return mode != Mode.EMBEDDED;
    }

    /** What people must know about a server inside this process; empty for the others. */
    public List<String> warnings() {
        return durable()
                ? List.of()
                : List.of(
                        "Temporal runs inside this process: running syncs and their history are LOST when it ends.",
                        "There is no Temporal Web UI and there are no Schedules (a cron workflow takes their place).",
                        "For the durable form install the temporal CLI (https://docs.temporal.io/cli) and start"
                                + " again.");
    }

    @Override
    public void close() {
        stop.run();
    }

    private static TemporalRuntime external(Map<String, String> environment) {
        if (!environment.containsKey("TEMPORAL_ADDRESS")) {
            throw CommandFailure.usage("TEMPORAL_MODE: external needs TEMPORAL_ADDRESS=host:port");
        }
        TemporalSettings settings = TemporalSettings.from(environment);
        TemporalConnection connection = TemporalConnection.open(settings);
        if (!TemporalReadiness.await(connection, EXTERNAL_LIMIT, () -> true)) {
            connection.close();
            throw CommandFailure.failed("TEMPORAL_ADDRESS: no Temporal server with namespace " + settings.namespace()
                    + " answers at " + settings.address() + "; start it, correct the address, or unset it");
        }
        return new TemporalRuntime(Mode.EXTERNAL, connection, settings.address(), connection::close);
    }

    private static TemporalRuntime devServer(Map<String, String> environment, DataDirectory data) {
        Optional<Path> binary = TemporalBinary.find(environment);
        if (binary.isEmpty()) {
            throw CommandFailure.usage(
                    "TEMPORAL_MODE: dev-server needs the temporal program on the PATH or in TEMPORAL_CLI");
        }
        return new TemporalRuntime(DevServer.start(data, binary.orElseThrow()));
    }

    private static TemporalRuntime embedded() {
        // In-process channel only: the form with a port listens on every interface. True = real time.
        TestServer.InProcessTestServer server = TestServer.createServer(true);
        TemporalConnection connection = TemporalConnection.over(server.getChannel());
        SearchAttributeSetup.register(connection);
        return new TemporalRuntime(Mode.EMBEDDED, connection, null, () -> {
            connection.close();
            server.close();
        });
    }
}

package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.DataLock;
import ai.gatewayz.sync.cli.data.PortLock;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.workflows.SyncAttributes;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Temporal server as a child process with a database file below the data directory. It ends with this process, even
 * when this process is killed; one that was left behind all the same is taken over or replaced.
 */
final class DevServer implements AutoCloseable, EmbeddedPart {
    private static final Logger LOG = LoggerFactory.getLogger(DevServer.class);

    private static final String DIRECTORY = "temporal";
    private static final String NUMBERS = "server.pid";
    private static final int PREFERRED_PORT = 7233;
    private static final int PREFERRED_UI_PORT = 8233;
    private static final Duration READY_LIMIT = Duration.ofSeconds(30);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(15);
    private static final Duration ADOPT_LIMIT = Duration.ofSeconds(3);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final String PORT_TAKEN = "address already in use";

    private final Installation installation;
    private final TemporalConnection connection;
    private final int port;
    private final int uiPort;
    private volatile ServerProcess process;

    /**
     * The process, which a restart replaces.
     *
     * @param adopted the server of an earlier run; null when this run started it
     */
    private record ServerProcess(
            Watchdog watchdog, @Nullable OwnProcess adopted) {
        boolean isAlive() {
            return adopted == null ? watchdog.isAlive() : adopted.isAlive();
        }
    }

    private DevServer(
            Installation installation, ServerProcess process, TemporalConnection connection, int port, int uiPort) {
        this.installation = installation;
        this.process = process;
        this.connection = connection;
        this.port = port;
        this.uiPort = uiPort;
    }

    /** What a server is started from; the lock is held while it runs. */
    private record Installation(DataDirectory data, Path binary, DataLock lock) {
        Path log() {
            return data.path(DIRECTORY + "/server.log");
        }

        Path database() {
            return data.path(DIRECTORY + "/temporal.db");
        }

        Watchdog launch(int port, int uiPort) {
            return Watchdog.start(
                    command(binary, database(), port, uiPort), data.path(DIRECTORY + "/" + NUMBERS), log());
        }
    }

    /** Starts the server, or takes over the one that an earlier run left behind on the same data. */
    static DevServer start(DataDirectory data, Path binary) {
        // The server does not lock its database file: a second one would open it without a word.
        DataLock lock = data.lock(DIRECTORY);
        Installation installation = new Installation(data, binary, lock);
        boolean started = false;
        try {
            DevServer server = adoptOrEnd(installation);
            if (server == null) {
                server = launch(installation);
            }
            started = true;
            TemporalReadiness.keepClosedRuns(server.connection);
            return server;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    TemporalConnection connection() {
        return connection;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String uiUrl() {
        return "http://127.0.0.1:" + uiPort;
    }

    /** Whether an earlier run had started it. */
    boolean isAdopted() {
        return process.adopted() != null;
    }

    @Override
    public String name() {
        return "Temporal";
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void restart() {
        process.watchdog().close();
        process = new ServerProcess(installation.launch(port, uiPort), null);
        if (!TemporalReadiness.await(connection, RESTART_LIMIT, process::isAlive)) {
            throw CommandFailure.failed("its log " + log() + " ends with: " + LogTail.of(log()));
        }
    }

    @Override
    public Path log() {
        return installation.log();
    }

    @Override
    public void close() {
        connection.close();
        process.watchdog().close();
        OwnProcess adopted = process.adopted();
        if (adopted != null && !adopted.awaitEnd(END_LIMIT)) {
            adopted.end("KILL", END_LIMIT);
        }
        installation.lock().close();
    }

    /** Takes over a healthy server that nobody watches any more; ends any other of this data directory. */
    private static @Nullable DevServer adoptOrEnd(Installation installation) {
        DataDirectory data = installation.data();
        Optional<ServerNumbers> numbers = ServerNumbers.read(data, DIRECTORY + "/" + NUMBERS);
        Optional<OwnProcess> server = numbers.flatMap(known -> known.server(installation.database()));
        if (server.isEmpty()) {
            return null;
        }
        OwnProcess orphan = server.orElseThrow();
        if (numbers.orElseThrow().isWatched() && orphan.awaitEnd(END_LIMIT)) {
            // Its process was killed a moment ago and the watchdog has just ended the server.
            return null;
        }
        int port = data.rememberedPort(DIRECTORY);
        TemporalConnection connection = connect(port);
        if (TemporalReadiness.await(connection, ADOPT_LIMIT, () -> true)) {
            LOG.info("taking over the Temporal server {} of an earlier run", orphan.pid());
            return new DevServer(
                    installation,
                    new ServerProcess(Watchdog.adopt(orphan.pid()), orphan),
                    connection,
                    port,
                    data.rememberedPort(DIRECTORY + "-ui"));
        }
        connection.close();
        LOG.warn("replacing the Temporal server {} of an earlier run: it does not answer", orphan.pid());
        orphan.end("TERM", END_LIMIT);
        return null;
    }

    private static DevServer launch(Installation installation) {
        Path log = installation.log();
        DevServer server;
        try (PortLock ports = PortLock.take()) {
            server = launchOnce(installation, ports);
            if (server == null && LogTail.of(log).contains(PORT_TAKEN)) {
                // Some other program was quicker on a port that was free a moment ago.
                server = launchOnce(installation, ports);
            }
        }
        if (server == null) {
            throw CommandFailure.failed(
                    "the Temporal server did not start; its log " + log + " ends with: " + LogTail.of(log));
        }
        return server;
    }

    private static @Nullable DevServer launchOnce(Installation installation, PortLock ports) {
        DataDirectory data = installation.data();
        try {
            LogTail.rotate(installation.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = ports.choose(data, DIRECTORY, PREFERRED_PORT);
        int uiPort = ports.choose(data, DIRECTORY + "-ui", PREFERRED_UI_PORT);
        Watchdog watchdog = installation.launch(port, uiPort);
        TemporalConnection connection = connect(port);
        if (TemporalReadiness.await(connection, READY_LIMIT, watchdog::isAlive)) {
            return new DevServer(installation, new ServerProcess(watchdog, null), connection, port, uiPort);
        }
        connection.close();
        watchdog.close();
        return null;
    }

    private static TemporalConnection connect(int port) {
        return TemporalConnection.open(TemporalSettings.plain("127.0.0.1:" + port));
    }

    private static List<String> command(Path binary, Path database, int port, int uiPort) {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                "--db-filename",
                database.toString(),
                "--log-level",
                "warn"));
        // With the default journal a full sync spends most of its time in disk flushes.
        command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"));
        // The single history shard loads new tasks 20 times a second by default: 50 ms for every step.
        command.addAll(List.of("--dynamic-config-value", "history.transferProcessorMaxPollRPS=500"));
        // By default a frozen worker's polls are answered for a minute, and each answer is a step that waits for its
        // timeout.
        for (String limit : List.of("frontend.keepAliveTime=\"5s\"", "frontend.keepAliveTimeout=\"5s\"")) {
            command.addAll(List.of("--dynamic-config-value", limit));
        }
        // What somebody waits for goes before the rest of its partition only; by default a queue has four.
        command.addAll(List.of("--dynamic-config-value", "matching.numTaskqueueWritePartitions=1"));
        SyncAttributes.declarations().forEach(line -> command.addAll(List.of("--search-attribute", line)));
        return command;
    }
}

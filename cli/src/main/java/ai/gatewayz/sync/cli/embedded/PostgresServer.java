package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.output.CommandFailure;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A PostgreSQL on a cluster that is there, with {@code pg_ctl}. */
final class PostgresServer {
    /** What holds of every start. */
    static final Map<String, String> CONFIGURATION = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "timezone", "UTC",
            "synchronous_commit", "off",
            "max_connections", "64");

    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(2);

    /** Above every number that a system gives. */
    private static final String NOBODY = "999999999";

    private final Path programs;
    private final Path cluster;
    private final Path log;
    private final int port;

    /**
     * Nothing is started yet.
     *
     * @param programs the directory of {@code pg_ctl}
     */
    PostgresServer(Path programs, Path cluster, Path log, int port) {
        this.programs = programs;
        this.cluster = cluster;
        this.log = log;
        this.port = port;
    }

    /** Starts it and waits until it takes connections. */
    void start(Duration limit) {
        endOrphans();
        forgetDead();
        String options = CONFIGURATION.entrySet().stream()
                .map(setting -> " -c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("", "-p " + port, ""));
        control(limit, "-w", "-t", Long.toString(limit.toSeconds()), "-o", options, "start");
    }

    /** What a killed server leaves goes on with its statements, and keeps the memory that the next server needs. */
    private void endOrphans() {
        List<ProcessHandle> orphans = orphans();
        orphans.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture<?> gone = CompletableFuture.allOf(
                orphans.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            gone.get(ORPHAN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Those that have ended are no obstacle, others are one that PostgreSQL tells.
            return;
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    private List<ProcessHandle> orphans() {
        Path program = program();
        return ProcessHandle.allProcesses()
                .filter(process -> isOf(program, process))
                .filter(process ->
                        process.parent().filter(parent -> isOf(program, parent)).isEmpty())
                .filter(process -> !isServer(process))
                .toList();
    }

    /** As the system names it, through links. */
    private Path program() {
        Path program = programs.resolve("postgres");
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return program;
        }
    }

    /**
     * Takes the number of a server that is gone out of its file. PostgreSQL takes a number for alive as long as the system knows
     * it: while nobody has asked how the killed server ended, as in a container without an init for ever, and when a stranger
     * has it. The rest of the file stays, since it tells PostgreSQL whose memory must not be in use any more.
     */
    private void forgetDead() {
        try {
            long pid = recordedPid(cluster);
            if (pid > 0
                    && OwnProcess.find(pid, command -> command.contains("postgres"))
                            .isEmpty()) {
                List<String> lines = new ArrayList<>(Files.readAllLines(pidFile(cluster), StandardCharsets.UTF_8));
                lines.set(0, NOBODY);
                Files.write(pidFile(cluster), lines, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw CommandFailure.failed("cannot correct " + pidFile(cluster) + ": " + e.getMessage(), e);
        }
    }

    /** A server names its cluster; what it has forked tells what it does. */
    private static boolean isServer(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of()).contains("-D");
    }

    private static boolean isOf(Path program, ProcessHandle process) {
        return process.info().command().filter(program.toString()::equals).isPresent();
    }

    /** Stops it and waits for its end. */
    void stop() {
        if (isAlive()) {
            control(STOP_LIMIT, "-w", "-t", Long.toString(STOP_LIMIT.toSeconds()), "-m", "fast", "stop");
        }
    }

    boolean isAlive() {
        try {
            return process(cluster).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** The server that runs on a cluster. */
    static Optional<OwnProcess> process(Path cluster) throws IOException {
        long pid = recordedPid(cluster);
        return pid == 0
                ? Optional.empty()
                : OwnProcess.find(pid, command -> command.contains("postgres") && command.contains(cluster.toString()));
    }

    /** The number that a server has left on a cluster; 0 when there is none. */
    static long recordedPid(Path cluster) throws IOException {
        Path file = pidFile(cluster);
        if (!Files.exists(file)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        boolean number = !lines.isEmpty() && lines.get(0).strip().matches("[0-9]{1,9}");
        return number ? Long.parseLong(lines.get(0).strip()) : 0;
    }

    static Path pidFile(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private void control(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to be root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", cluster.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
        try {
            Process control = ChildPrograms.of(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            boolean ended = control.waitFor(limit.toSeconds() + 1, TimeUnit.SECONDS);
            if (!ended) {
                control.destroyForcibly();
            }
            if (!ended || control.exitValue() != 0) {
                throw CommandFailure.failed("its log " + log + " ends with: " + LogTail.of(log));
            }
        } catch (IOException e) {
            throw CommandFailure.failed("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }
}

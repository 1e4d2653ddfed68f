package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ties a server process to this one: a small shell waits for the end of its input, which the operating system closes
 * when this process ends in any way, and then ends the server.
 */
final class Watchdog implements AutoCloseable {
    /**
     * A session of its own keeps a Ctrl-C in the terminal away from the server: it must outlive the workers. A SIGTERM for
     * the whole process group must not end the shell before the server. The shell ends when the server does. The first argument is the file for both process numbers: watchdog and server.
     */
    private static final String START = """
        trap '' INT HUP
        trap : TERM
        numbers=$1; shift
        exec 3<&0
        if command -v setsid >/dev/null 2>&1; then setsid "$@" 3<&- &
        elif command -v perl >/dev/null 2>&1; then perl -MPOSIX -e 'POSIX::setsid(); exec @ARGV' -- "$@" 3<&- &
        else "$@" 3<&- &
        fi
        p=$!; echo "$$ $p" > "$numbers"
        { trap '' TERM; cat <&3 >/dev/null; kill $p 2>/dev/null; } &
        while kill -0 $p 2>/dev/null; do wait $p; done
        """;

    /** Nothing can be waited for that is no child, so this one only sends the signal. */
    private static final String ADOPT = "trap '' INT HUP TERM; cat >/dev/null; kill \"$1\" 2>/dev/null";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    /** Starts a server; its output is appended to the log. */
    static Watchdog start(List<String> server, Path numbers, Path log) {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", START, "temporal-watchdog", numbers.toString()));
        command.addAll(server);
        return run(command, ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Watches over a server that already runs. */
    static Watchdog adopt(long pid) {
        return run(
                List.of("/bin/sh", "-c", ADOPT, "temporal-watchdog", Long.toString(pid)),
                ProcessBuilder.Redirect.DISCARD);
    }

    private static Watchdog run(List<String> command, ProcessBuilder.Redirect output) {
        try {
            return new Watchdog(ChildPrograms.of(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start());
        } catch (IOException e) {
            throw CommandFailure.failed("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Ends the server through the watchdog; never the watchdog first, which would leave the server. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is gone when the shell is: what follows finds that out.
            shell.destroy();
        }
        try {
            if (!shell.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }
}

package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A process that an earlier run of ours started, found by its number and checked to be that one. */
final class OwnProcess {
    private final ProcessHandle handle;

    private OwnProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /**
     * The process, if it still lives and is the right one. Numbers are reused, so the number alone proves nothing.
     *
     * @param check looks at its command line
     */
    static Optional<OwnProcess> find(long pid, Predicate<String> check) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> check.test(commandLine(process)))
                .map(OwnProcess::new);
    }

    long pid() {
        return handle.pid();
    }

    boolean isAlive() {
        return handle.isAlive();
    }

    /** The file that it runs. */
    Optional<Path> program() {
        return handle.info().command().map(Path::of);
    }

    /** Whether it ended in time by itself. */
    boolean awaitEnd(Duration limit) {
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !handle.isAlive();
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    /** Sends a signal by name; a process that is gone is fine. */
    void signal(String name) {
        try {
            ChildPrograms.of(List.of("/bin/sh", "-c", "kill -\"$1\" \"$2\"", "signal", name, Long.toString(pid())))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw CommandFailure.failed("cannot signal process " + pid() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    /** Ends it: the polite signal first, the hard one when that does not help. */
    void end(String politeSignal, Duration limit) {
        signal(politeSignal);
        // A process that somebody halted takes no other signal before this one.
        signal("CONT");
        if (!awaitEnd(limit)) {
            signal("KILL");
            if (!awaitEnd(Duration.ofSeconds(5))) {
                throw CommandFailure.failed("process " + pid() + " does not end; stop it by hand");
            }
        }
    }

    private static String commandLine(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.commandLine().orElse("") + " "
                + String.join(" ", info.arguments().orElse(new String[0]));
    }
}

package ai.gatewayz.sync.cli;

import ai.gatewayz.sync.cli.command.CommandContext;
import ai.gatewayz.sync.cli.command.Program;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.Signals;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.workflows.client.JavaLogging;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The process's entry. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Logging.toConsole(false, environment);
        JavaLogging.joinTheLog();
        // The marks ✓ and ✗ are UTF-8 whatever the platform's default is.
        Screen screen = Screen.ofProcess(writer(FileDescriptor.out), writer(FileDescriptor.err), environment);
        CommandContext context = new CommandContext(
                environment, screen, new ModuleServices(), new Stopper(), file -> Logging.toFile(file, environment));
        int code = Program.run(context, verbose -> Logging.toConsole(verbose, environment), arguments);
        System.exit(Signals.exitCode(code));
    }

    private static PrintWriter writer(FileDescriptor target) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(target), StandardCharsets.UTF_8), true);
    }
}

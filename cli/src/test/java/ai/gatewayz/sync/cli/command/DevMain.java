package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Signals;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The command line as a process of its own over services without I/O: for trying it and for tests of signals. With the property
 * {@code dev.hangs} a sync never ends.
 */
public final class DevMain {
    private DevMain() {}

    /** As the product's entry does. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean terminal = Boolean.getBoolean("catalog-sync.terminal");
        Screen screen = terminal ? Screen.ofProcess(out, err, System.getenv()) : Screen.plain(out, err);
        FakeServices services = new FakeServices(Boolean.getBoolean("dev.hangs"));
        CommandContext context = new CommandContext(System.getenv(), screen, services, new Stopper(), file -> {});
        int code = Program.run(context, verbose -> {}, arguments);
        System.exit(Signals.exitCode(code));
    }
}

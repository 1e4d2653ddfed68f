package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.OnePart;
import ai.gatewayz.sync.cli.runtime.Services.RunningService;
import ai.gatewayz.sync.cli.runtime.Signals;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One part of the service alone, until it is told to stop. */
abstract class ServiceCommand implements Callable<Integer> {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--port", paramLabel = "N", description = "Where it listens; 0 for any free port.")
    private @Nullable Integer port;

    private final CommandContext context;
    private final String part;

    ServiceCommand(CommandContext context, String part) {
        this.context = context;
        this.part = part;
    }

    abstract RunningService start(OnePart parts, @Nullable Integer wanted);

    @Override
    public Integer call() {
        Screen screen = context.screen();
        Signals.stop(context.stopper(), () -> screen.lastNote("stopping"));
        OnePart parts = new OnePart(
                context.environment(),
                common.dataDirectory(context.environment()),
                context.services(),
                context.stopper());
        boolean started = false;
        try {
            RunningService service = start(parts, port);
            if (common.json) {
                screen.line(Json.object()
                        .put("event", "started")
                        .put("part", part)
                        .put("port", service.port())
                        .toString());
            } else {
                screen.line("The " + part + " runs on port " + service.port() + ". Ctrl-C stops it.");
            }
            started = true;
        } finally {
            if (!started) {
                context.stopper().close();
            }
        }
        context.stopper().awaitClosed();
        return ApiCommand.OK;
    }

    /** {@code worker}: takes work from Temporal. */
    @Command(
            name = "worker",
            description = {
                "Run a worker alone.",
                "It joins the service that `up` runs on the data directory, unless DATABASE_URL and TEMPORAL_ADDRESS",
                "name another one. Any number may run, here and on other machines."
            },
            footer = {
                "",
                "A second worker beside `up`:   ./catalog-sync worker",
                "One on another machine:        DATABASE_URL=... TEMPORAL_ADDRESS=host:7233 ./catalog-sync worker"
            })
    static final class Worker extends ServiceCommand {
        Worker(CommandContext context) {
            super(context, "worker");
        }

        @Override
        RunningService start(OnePart parts, @Nullable Integer wanted) {
            return parts.worker(wanted);
        }
    }

    /** {@code api}: serves HTTP. */
    @Command(
            name = "api",
            description = {
                "Run the API alone.",
                "It joins the service that `up` runs on the data directory, unless DATABASE_URL and TEMPORAL_ADDRESS",
                "name another one."
            },
            footer = {"", "Example: DATABASE_URL=... TEMPORAL_ADDRESS=host:7233 ADMIN_API_KEY=... ./catalog-sync api"})
    static final class Api extends ServiceCommand {
        Api(CommandContext context) {
            super(context, "API");
        }

        @Override
        RunningService start(OnePart parts, @Nullable Integer wanted) {
            return parts.api(wanted);
        }
    }
}

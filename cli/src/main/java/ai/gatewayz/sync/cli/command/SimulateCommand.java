package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Services.RunningFleet;
import ai.gatewayz.sync.cli.runtime.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate}: serves simulated providers until it is told to stop. */
@Command(
        name = "simulate",
        description = "Serve simulated providers over HTTP, to sync from them without keys and network.",
        footer = {
            "",
            "A fault is SLUG:TERM[;TERM...], or *:TERM for every provider. Terms:",
            "  status=503       answer with this status; retry-after=2 adds the header",
            "  times=3          only the first three requests of each provider",
            "  delay=MS         wait before the first byte; drip=BYTES_PER_SEC sends slowly",
            "  hang             accept the request and never answer; redirect=URL",
            "  truncate=PERCENT end early as if complete; lie-length announces more than it sends",
            "  garbage=KIND     html, empty, null, array, object, error or random as the body",
            "  gzip-bomb=MB     a small body that expands to this; big=MB adds models up to this size",
            "  shrink=PERCENT   leave out models; unit=1e3 multiplies all prices; poison=N adds absurd rows",
            "",
            "Example: ./catalog-sync simulate --models 500 --fault 'groq:status=503;times=3'"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 9100;
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--payloads", paramLabel = "DIR", description = "Replay the recorded bodies of a folder.")
    private @Nullable Path payloads;

    @Option(names = "--models", paramLabel = "N", description = "Models of all providers together (as many as really).")
    private int models;

    @Option(names = "--fault", paramLabel = "SPEC", description = "A fault from the start, as slug:spec; repeatable.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--port", paramLabel = "N", description = "The port (default: ${DEFAULT-VALUE}); 0 for any.")
    private int port = DEFAULT_PORT;

    @Option(names = "--seed", paramLabel = "N", description = "Decides every model and price (SIMULATOR_SEED, else 1).")
    private @Nullable Long seed;

    @Option(names = "--frozen", description = "The catalog stands still (SIMULATOR_FROZEN).")
    private boolean frozen;

    private final CommandContext context;

    SimulateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Screen screen = context.screen();
        check();
        FleetRequest usual = FleetRequest.from(context.environment());
        Signals.stop(context.stopper(), () -> screen.lastNote("stopping"));
        RunningFleet fleet = context.services()
                .startFleet(new FleetRequest(
                        port, seed == null ? usual.seed() : seed, models, frozen || usual.frozen(), payloads, faults));
        context.stopper().add("simulated providers", LIMIT, fleet.stop());
        if (common.json) {
            screen.line(Json.object()
                    .put("port", fleet.port())
                    .put("base_url_template", fleet.baseUrlTemplate())
                    .toString());
        } else {
            screen.line("Simulated providers: " + fleet.baseUrlTemplate());
            screen.line("Sync from them with: PROVIDER_BASE_URL_TEMPLATE='" + fleet.baseUrlTemplate()
                    + "' ./catalog-sync up");
        }
        context.stopper().awaitClosed();
        return ApiCommand.OK;
    }

    private void check() {
        if (port < 0 || port > 65_535) {
            throw CommandFailure.usage("--port: must be a number from 0 to 65535");
        }
        if (models < 0) {
            throw CommandFailure.usage("--models: must be at least 1");
        }
        if (payloads != null && !Files.isDirectory(payloads)) {
            throw CommandFailure.usage("--payloads: " + payloads + " is no directory");
        }
        if (port > 0 && !Ports.isFree(port)) {
            throw CommandFailure.failed("port " + port + " is in use; choose another one with --port");
        }
    }
}

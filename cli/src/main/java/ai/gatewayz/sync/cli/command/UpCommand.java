package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.output.SyncPrinter;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.LocalSync;
import ai.gatewayz.sync.cli.runtime.Signals;
import ai.gatewayz.sync.cli.runtime.SyncRequests;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: everything in one process, until it is told to stop. */
@Command(
        name = "up",
        description = "Start everything in one process: PostgreSQL, Temporal, worker, API; then sync once.",
        footer = {
            "",
            "Data is kept in the data directory; a second start continues with it. Ctrl-C stops cleanly.",
            "DATABASE_URL and TEMPORAL_ADDRESS replace the embedded parts.",
            "Terms of a fault are in `simulate --help`.",
            "Example: ./catalog-sync up --simulated"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--simulated", description = "Sync from simulated providers: no key and no network needed.")
    private boolean simulated;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description = "With --simulated: a fault of a provider from the start, as slug:spec; repeatable.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--port", paramLabel = "N", description = "The API's port (PORT, else 8000); 0 for any free one.")
    private @Nullable Integer port;

    @Option(names = "--no-sync", description = "Do not sync at the start.")
    private boolean noSync;

    private final CommandContext context;

    UpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!faults.isEmpty() && !simulated) {
            throw CommandFailure.usage("--fault: only simulated providers have faults; add --simulated");
        }
        Map<String, String> environment = context.environment();
        Screen screen = context.screen();
        DataDirectory data = common.dataDirectory(environment);
        Signals.stop(context.stopper(), () -> screen.lastNote("stopping"));
        context.logFile().accept(data.create().path("catalog-sync.log"));
        boolean up = false;
        AllInOne.Running running;
        try {
            FleetRequest fleet = simulated ? FleetRequest.from(environment).with(faults) : null;
            running = new AllInOne(
                            environment,
                            data,
                            context.services(),
                            context.stopper(),
                            step -> screen.note("starting " + step))
                    .start(new AllInOne.Options(fleet, port));
            announce(running, data);
            if (!noSync) {
                sync(running);
            }
            up = true;
        } finally {
            if (!up) {
                context.stopper().close();
            }
        }
        context.stopper().awaitClosed();
        Optional<CommandFailure> lost = running.keeper().failure();
        if (lost.isPresent()) {
            throw lost.orElseThrow();
        }
        return ApiCommand.OK;
    }

    private void announce(AllInOne.Running running, DataDirectory data) {
        RunFile addresses = running.addresses();
        if (common.json) {
            ObjectNode event = addresses.json();
            event.put("event", "started")
                    .put("temporal_mode", running.temporal().mode().key());
            if (running.ownKey()) {
                event.remove("admin_key");
            }
            context.screen().line(event.toString());
            return;
        }
        new Banner(context.screen()).print(running, data);
    }

    private void sync(AllInOne.Running running) {
        Screen screen = context.screen();
        LocalSync.Result result = new LocalSync(running.temporal().connection(), screen)
                .run(SyncRequests.of(context.environment(), List.of(), false, SyncTrigger.UP));
        if (common.json) {
            screen.line(SyncResultView.json(result).put("event", "synced").toString());
            return;
        }
        SyncPrinter printer = new SyncPrinter(screen);
        printer.table(result.outcomes());
        printer.leftOut(result.leftOut());
        screen.line("");
        printer.summary(result.totals(), false, result.durationMillis());
        screen.line("Ready. Ctrl-C stops everything; the data stays.");
    }
}

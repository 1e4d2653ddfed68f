package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ProviderOutcome;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.output.SyncPrinter;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.LocalSync;
import ai.gatewayz.sync.cli.runtime.ProviderNames;
import ai.gatewayz.sync.cli.runtime.Signals;
import ai.gatewayz.sync.cli.runtime.SyncRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** {@code sync --standalone}: one sync on parts that live as long as the command. */
final class StandaloneSync {
    private static final Duration CLEAN_LIMIT = Duration.ofSeconds(5);

    private final CommandContext context;
    private final CommonOptions common;

    StandaloneSync(CommandContext context, CommonOptions common) {
        this.context = context;
        this.common = common;
    }

    int run(List<String> slugs, boolean dryRun) {
        Map<String, String> environment = context.environment();
        Screen screen = context.screen();
        List<String> providers = ProviderNames.resolve(slugs);
        Signals.stop(context.stopper(), () -> screen.lastNote("stopping"));
        try {
            AllInOne parts = new AllInOne(
                    environment,
                    directory(environment),
                    context.services(),
                    context.stopper(),
                    step -> screen.note("starting " + step));
            TemporalRuntime temporal = parts.startWorkerOnly(null);
            LocalSync.Result result = new LocalSync(temporal.connection(), screen)
                    .run(SyncRequests.of(environment, providers, dryRun, SyncTrigger.CLI));
            print(result);
            boolean failed = result.outcomes().stream().anyMatch(outcome -> outcome.isFailure(!slugs.isEmpty()));
            return failed ? CommandFailure.FAILED : ApiCommand.OK;
        } finally {
            context.stopper().close();
        }
    }

    private void print(LocalSync.Result result) {
        if (common.json) {
            context.screen().line(Json.pretty(SyncResultView.json(result)));
            return;
        }
        SyncPrinter printer = new SyncPrinter(context.screen());
        List<ProviderOutcome> outcomes = result.outcomes();
        printer.lines(outcomes, common.verbose);
        printer.leftOut(result.leftOut());
        printer.summary(result.totals(), result.dryRun(), result.durationMillis());
    }

    /** The user's data directory if there is one or one was asked for, else one that is gone afterwards. */
    private DataDirectory directory(Map<String, String> environment) {
        DataDirectory data = common.dataDirectory(environment);
        boolean asked = common.data != null || environment.containsKey("DATA_DIR");
        if (asked || data.exists()) {
            return data;
        }
        try {
            Path temporary = Files.createTempDirectory("catalog-sync");
            context.stopper().add("temporary directory", CLEAN_LIMIT, () -> delete(temporary));
            context.screen().note("no data directory: working in a temporary one; keep the data with --data DIR");
            return DataDirectory.at(temporary);
        } catch (IOException e) {
            throw CommandFailure.failed("cannot create a temporary directory: " + e.getMessage(), e);
        }
    }

    private static void delete(Path directory) {
        try {
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

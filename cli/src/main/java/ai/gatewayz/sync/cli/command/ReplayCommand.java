package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.activities.audit.SnapshotReplay;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.CatalogAccess;
import ai.gatewayz.sync.cli.runtime.ProviderNames;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: stored bodies through the present code, against the prices that were recorded from them. */
@Command(
        name = "replay",
        description = "Read stored lists again and show which recorded prices would differ; changes nothing.")
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "Lists fetched since this date or ISO-8601 instant (default: all that are stored).")
    private String since = "1970-01-01";

    @Option(names = "--providers", paramLabel = "A,B", split = ",", description = "Only these providers.")
    private List<String> providers = List.of();

    private final CommandContext context;

    ReplayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Instant from = instant(since);
        List<String> wanted = ProviderNames.resolve(providers);
        SnapshotReplay.Report report = CatalogAccess.open(
                        context.environment(), common.dataDirectory(context.environment()))
                .replay(new ProviderRegistry(Providers.all()))
                .run(from, slug -> wanted.isEmpty() || wanted.contains(slug));
        if (common.json) {
            context.screen().line(Json.pretty(json(report)));
        } else {
            print(report);
        }
        return report.isClean() ? ApiCommand.OK : CommandFailure.FAILED;
    }

    private static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage(
                    "--since " + text + " is no date and no ISO-8601 instant, such as 2026-11-21T08:00:00Z");
        }
    }

    private void print(SnapshotReplay.Report report) {
        Screen screen = context.screen();
        for (SnapshotReplay.Difference d : report.differences()) {
            screen.line(screen.bad("✗") + " " + d.provider() + " " + d.providerModelId());
            screen.line("    recorded " + d.recorded());
            screen.line("    now      " + d.now());
        }
        report.unreadable().forEach(text -> screen.line(screen.bad("✗") + " " + text));
        screen.line((report.isClean() ? screen.good("✓") : screen.bad("✗")) + " " + report.snapshots() + " lists, "
                + report.prices() + " recorded prices, "
                + report.differing() + " would differ, "
                + report.unreadable().size() + " lists cannot be read any more");
    }

    private static ObjectNode json(SnapshotReplay.Report report) {
        ObjectNode json = Json.object().put("lists", report.snapshots()).put("prices", report.prices());
        ArrayNode differences = json.putArray("differences");
        for (SnapshotReplay.Difference d : report.differences()) {
            differences
                    .addObject()
                    .put("provider", d.provider())
                    .put("model", d.providerModelId())
                    .put("snapshot_sha256", d.sha256())
                    .put("recorded", d.recorded())
                    .put("now", d.now());
        }
        ArrayNode unreadable = json.putArray("unreadable");
        report.unreadable().forEach(unreadable::add);
        return json;
    }
}

package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.activities.audit.Dispositions;
import ai.gatewayz.sync.activities.audit.RecordedCatalog;
import ai.gatewayz.sync.activities.audit.Scorecard;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ScorecardView;
import ai.gatewayz.sync.cli.runtime.CatalogAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accuracy}: the catalog's prices against the reference feeds. */
@Command(name = "accuracy", description = "Compare prices with independent feeds, provider by provider.")
final class AccuracyCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--markdown", description = "Print tables for a document.")
    private boolean markdown;

    @Option(names = "--unread", description = "Only the fields that state a price and are not read.")
    private boolean unread;

    @Option(
            names = "--payloads",
            paramLabel = "DIR",
            description = "Compare recorded lists with recorded feeds instead of the catalog.")
    private @Nullable Path payloads;

    private final CommandContext context;

    AccuracyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Scorecard card = new Scorecard(Dispositions.known());
        if (payloads == null) {
            CatalogAccess.open(context.environment(), common.dataDirectory(context.environment()))
                    .fill(card, Providers.all(), provider -> {});
        } else {
            try {
                new RecordedCatalog(payloads, Providers.all()).fill(card);
            } catch (IOException e) {
                throw CommandFailure.failed("the recordings in " + payloads + " cannot be read: " + e.getMessage(), e);
            }
        }
        ScorecardView view = new ScorecardView(card);
        if (common.json) {
            context.screen().line(Json.pretty(view.json()));
        } else if (unread) {
            view.unreadTerms(markdown).forEach(context.screen()::line);
        } else if (markdown) {
            view.markdown().forEach(context.screen()::line);
        } else {
            view.print(context.screen());
        }
        return ApiCommand.OK;
    }
}

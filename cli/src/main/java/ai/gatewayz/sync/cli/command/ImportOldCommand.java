package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.activities.imported.ImportFailedException;
import ai.gatewayz.sync.activities.imported.ImportReport;
import ai.gatewayz.sync.activities.imported.OldImport;
import ai.gatewayz.sync.cli.output.Amounts;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.output.Table;
import ai.gatewayz.sync.cli.runtime.CatalogAccess;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import-old}: takes over what the old system's database knew. */
@Command(
        name = "import-old",
        description = {
            "Take over providers, models and prices of the old system's database, which is only read.",
            "Models get their old ids from the first sync afterwards; switches of providers are taken over; old prices are"
                    + " shown beside the history and are never served. Running it again adds what is new."
        },
        footer = {"", "The catalog is that of DATABASE_URL or of a running up. More: docs/migration.md"})
final class ImportOldCommand implements Callable<Integer> {
    private static final String VARIABLE = "OLD_DATABASE_URL";

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "postgresql:// or jdbc: address of the old database, without a password"
                    + " (default: OLD_DATABASE_URL, which may have one).")
    private @Nullable String from;

    @Option(names = "--dry-run", description = "Show what would come in and write nothing.")
    private boolean dryRun;

    private final CommandContext context;

    ImportOldCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        DataSource old = CatalogAccess.database(address());
        DataSource catalog = CatalogAccess.database(context.environment(), common.dataDirectory(context.environment()));
        ImportReport report;
        try {
            report = OldImport.run(old, catalog, dryRun, this::show);
        } catch (ImportFailedException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), e);
        } finally {
            context.screen().endProgress();
        }
        if (common.json) {
            context.screen().line(Json.pretty(json(report)));
        } else {
            print(report);
        }
        return ApiCommand.OK;
    }

    private DatabaseUrl address() {
        String named = from == null ? context.environment().getOrDefault("OLD_DATABASE_URL", "") : from;
        String place = from == null ? VARIABLE : "--from";
        if (named.isBlank()) {
            throw CommandFailure.usage("name the old database by --from or " + VARIABLE);
        }
        DatabaseUrl address;
        try {
            address = DatabaseUrl.parse(named);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(place + ": " + e.getMessage());
        }
        if (from != null && address.password() != null) {
            throw CommandFailure.usage("--from: has a password, which everybody on this machine can read in the list of"
                    + " processes; put the address into " + VARIABLE);
        }
        return address;
    }

    private void show(String table, long rows) {
        context.screen().progress(table + ": " + Amounts.counted(rows, "row") + " read");
    }

    private void print(ImportReport report) {
        Screen screen = context.screen();
        Table table = new Table("OLD TABLE", ">ROWS", ">CAME IN", ">THERE ALREADY", ">WITHOUT A PRICE", ">REFUSED");
        report.tables()
                .forEach(counts -> table.row(
                        counts.table(),
                        counts.read(),
                        counts.added(),
                        counts.known(),
                        counts.unpriced(),
                        counts.refused()));
        table.print(screen);
        if (!report.refused().isEmpty()) {
            Table refused = new Table("REFUSED", ">ROWS", "BECAUSE", "SUCH AS");
            report.refused()
                    .forEach(reason -> refused.row(reason.table(), reason.rows(), reason.reason(), reason.example()));
            screen.line("");
            refused.print(screen);
        }
        screen.line("");
        report.switchedOff().forEach(slug -> screen.line(slug + " was off and is off now."));
        if (report.withdrawn() > 0) {
            screen.sentence(
                    "",
                    Amounts.counted(report.withdrawn(), "price")
                            + " of an earlier import are gone: what providers say now shows that they were wrong.");
        }
        screen.sentence(
                "",
                Amounts.counted(report.inCatalog(), "old model") + " in the catalog, " + report.withSameId()
                        + " by the same id; the others come with the first list that shows them.");
        if (report.dryRun()) {
            screen.line("A dry run: nothing was written.");
        }
    }

    private static ObjectNode json(ImportReport report) {
        ObjectNode json = Json.object().put("dry_run", report.dryRun());
        ArrayNode tables = json.putArray("tables");
        report.tables().forEach(counts -> tables.addObject()
                .put("table", counts.table())
                .put("read", counts.read())
                .put("added", counts.added())
                .put("known", counts.known())
                .put("unpriced", counts.unpriced())
                .put("refused", counts.refused()));
        ArrayNode refused = json.putArray("refused");
        report.refused().forEach(reason -> refused.addObject()
                .put("table", reason.table())
                .put("reason", reason.reason())
                .put("rows", reason.rows())
                .put("example", reason.example()));
        ArrayNode off = json.putArray("switched_off");
        report.switchedOff().forEach(off::add);
        return json.put("prices_withdrawn", report.withdrawn())
                .put("models_in_catalog", report.inCatalog())
                .put("models_with_same_id", report.withSameId());
    }
}

package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.docs.MissingBlockException;
import ai.gatewayz.sync.cli.docs.ProjectDocuments;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code docs}: writes what documents and deployment files say of each provider. */
@Command(
        name = "docs",
        description = "Write the lines of the project's files that are made from the code.",
        footer = {"", "Exit code 1 when --check finds a file that is out of date."})
final class DocsCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--check", description = "Write nothing; name the files that are out of date.")
    private boolean check;

    @Option(names = "--project", paramLabel = "DIR", description = "The project's folder (the current one).")
    private Path project = Path.of("");

    private final CommandContext context;

    DocsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ProjectDocuments documents = new ProjectDocuments(project, Providers.all());
        List<String> files;
        try {
            files = check ? documents.stale() : documents.write();
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage(
                    e.getFile() + " is missing; run this in the project's folder or name it with --project");
        } catch (MissingBlockException e) {
            throw CommandFailure.failed(e.getMessage() + ", below which generated lines stand; put it back", e);
        } catch (IOException e) {
            throw CommandFailure.failed("the project's files cannot be read or written: " + e.getMessage(), e);
        }
        if (common.json) {
            ObjectNode json = Json.object();
            files.forEach(json.putArray(check ? "stale" : "written")::add);
            context.screen().line(Json.pretty(json));
        } else {
            files.forEach(file ->
                    context.screen().line(check ? file + " is out of date; run ./catalog-sync docs" : "wrote " + file));
            if (files.isEmpty()) {
                context.screen().line("Every file is up to date.");
            }
        }
        return check && !files.isEmpty() ? CommandFailure.FAILED : ApiCommand.OK;
    }
}

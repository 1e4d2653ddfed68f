package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.doctor.Diagnosis;
import ai.gatewayz.sync.cli.doctor.Finding;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Screen;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: says what keeps the service from running. */
@Command(
        name = "doctor",
        description = "Check Java, database, Temporal, ports and keys, and say what to do.",
        footer = {"", "Exit code 1 when something keeps the service from running."})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final CommandContext context;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Finding> findings =
                new Diagnosis(context.environment(), common.dataDirectory(context.environment())).run();
        boolean blocked = findings.stream().anyMatch(finding -> finding.state() == Finding.State.FAIL);
        if (common.json) {
            printJson(findings, blocked);
        } else {
            print(findings, blocked);
        }
        return blocked ? CommandFailure.FAILED : ApiCommand.OK;
    }

    private void print(List<Finding> findings, boolean blocked) {
        Screen screen = context.screen();
        for (Finding finding : findings) {
            String mark =
                    switch (finding.state()) {
                        case OK -> screen.good("✓");
                        case WARN -> screen.strong("!");
                        case FAIL -> screen.bad("✗");
                    };
            screen.line(mark + " " + finding.subject() + ": " + finding.message());
        }
        screen.line(blocked ? "Something keeps the service from running." : "The service can run.");
    }

    private void printJson(List<Finding> findings, boolean blocked) {
        ObjectNode json = Json.object().put("ok", !blocked);
        ArrayNode checks = json.putArray("checks");
        findings.forEach(finding -> checks.addObject()
                .put("subject", finding.subject())
                .put("state", finding.state().key())
                .put("message", finding.message()));
        context.screen().line(Json.pretty(json));
    }
}

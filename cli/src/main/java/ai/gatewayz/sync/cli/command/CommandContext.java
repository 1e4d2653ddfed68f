package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.Services;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What commands work with besides their options.
 *
 * @param stopper gets every part that a command starts
 * @param logFile takes the file that a long-running command keeps its log in
 */
public record CommandContext(
        Map<String, String> environment, Screen screen, Services services, Stopper stopper, Consumer<Path> logFile) {}

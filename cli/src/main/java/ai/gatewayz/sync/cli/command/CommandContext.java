package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.Screen;
import ai.gatewayz.sync.cli.runtime.Services;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.util.Map;

/**
 * What commands work with besides their options.
 *
 * @param stopper gets every part that a command starts
 */
public record CommandContext(Map<String, String> environment, Screen screen, Services services, Stopper stopper) {}

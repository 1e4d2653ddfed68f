package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ServiceAway;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.runtime.Signals;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** All commands under one name. */
public final class Program {
    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    /** The top command: alone it shows the help. */
    @Command(
            name = "catalog-sync",
            description = "Keeps a catalog of AI models and their exact prices in step with the providers.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Start with: ./catalog-sync up --simulated",
                "Exit codes: 0 success, 1 failure, 2 usage, 130 interrupted."
            })
    private static final class Top {}

    /** The version that the build wrote into the archive. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Program.class.getPackage().getImplementationVersion();
            return new String[] {"catalog-sync " + (version == null ? "(unpacked)" : version)};
        }
    }

    private Program() {}

    /**
     * Reads the command line, runs the command, prints problems in one line.
     *
     * @param verbosity is told whether more should be logged, before the command runs
     * @return the exit code
     */
    public static int run(CommandContext context, Consumer<Boolean> verbosity, String... arguments) {
        CommandLine program = commandLine(context);
        program.setExecutionStrategy(parsed -> {
            verbosity.accept(isVerbose(parsed));
            return new CommandLine.RunLast().execute(parsed);
        });
        return program.execute(arguments);
    }

    private static CommandLine commandLine(CommandContext context) {
        CommandLine program = commands(context);
        program.setOut(context.screen().out());
        program.setErr(context.screen().err());
        program.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.screen().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        program.setUsageHelpAutoWidth(context.screen().terminal());
        program.setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            if (arguments.length == 0) {
                command.usage(context.screen().err());
                return CommandFailure.USAGE;
            }
            String name = command.getCommandSpec().qualifiedName();
            context.screen().note(firstLine(exception) + suggestion(exception) + "; see ./" + name + " --help");
            return CommandFailure.USAGE;
        });
        program.setExecutionExceptionHandler((exception, command, parsed) -> explain(context, exception));
        return program;
    }

    private static String suggestion(CommandLine.ParameterException exception) {
        return exception instanceof CommandLine.UnmatchedArgumentException unmatched
                ? Suggestion.of(unmatched)
                        .map(word -> "; did you mean " + word + "?")
                        .orElse("")
                : "";
    }

    private static CommandLine commands(CommandContext context) {
        return new CommandLine(new Top())
                .addSubcommand(new UpCommand(context))
                .addSubcommand(new ServiceCommand.Worker(context))
                .addSubcommand(new ServiceCommand.Api(context))
                .addSubcommand(new SyncCommand(context))
                .addSubcommand(new PricingSyncCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(jobs(context))
                .addSubcommand(new CommandLine(new ProvidersCommand(context))
                        .addSubcommand(new ProvidersCommand.Seed(context)))
                .addSubcommand(provider(context))
                .addSubcommand(new ModelsCommand(context))
                .addSubcommand(new PriceCommand(context))
                .addSubcommand(new QuoteCommand(context))
                .addSubcommand(new HistoryCommand(context))
                .addSubcommand(new DiffCommand(context))
                .addSubcommand(new ChangesCommand(context))
                .addSubcommand(new CommandLine(new HeldCommand(context))
                        .addSubcommand(new HeldCommand.ListAll(context))
                        .addSubcommand(new HeldDecision.Approve(context))
                        .addSubcommand(new HeldDecision.Reject(context)))
                .addSubcommand(pins(context))
                .addSubcommand(subscriptions(context))
                .addSubcommand(new RollbackCommand(context))
                .addSubcommand(new VerifyCommand(context))
                .addSubcommand(new AccuracyCommand(context))
                .addSubcommand(new ReplayCommand(context))
                .addSubcommand(new ExportCommand(context))
                .addSubcommand(new CleanupCommand(context))
                .addSubcommand(new AuditCommand(context))
                .addSubcommand(schedule(context))
                .addSubcommand(new MigrateCommand(context))
                .addSubcommand(new ImportOldCommand(context))
                .addSubcommand(new SimulateCommand(context))
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new DocsCommand(context))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion());
    }

    private static CommandLine jobs(CommandContext context) {
        return new CommandLine(new JobsCommand(context))
                .addSubcommand(new JobsCommand.ListAll(context))
                .addSubcommand(new JobsCommand.Cancel(context))
                .addSubcommand(new JobsCommand.Retry(context))
                .addSubcommand(new JobsCommand.Watch(context));
    }

    private static CommandLine pins(CommandContext context) {
        return new CommandLine(new PinsCommand(context))
                .addSubcommand(new PinsCommand.ListAll(context))
                .addSubcommand(new PinsCommand.Set(context))
                .addSubcommand(new PinsCommand.Remove(context));
    }

    private static CommandLine subscriptions(CommandContext context) {
        return new CommandLine(new SubscriptionsCommand(context))
                .addSubcommand(new SubscriptionsCommand.ListAll(context))
                .addSubcommand(new SubscriptionsCommand.Add(context))
                .addSubcommand(new SubscriptionsCommand.Remove(context))
                .addSubcommand(new SubscriptionsCommand.Pause(context))
                .addSubcommand(new SubscriptionsCommand.Resume(context))
                .addSubcommand(new SubscriptionsCommand.Test(context))
                .addSubcommand(new SubscriptionsCommand.Replay(context));
    }

    private static CommandLine provider(CommandContext context) {
        return new CommandLine(new ProviderCommand.Top())
                .addSubcommand(new ProviderCommand.Show(context))
                .addSubcommand(new ProviderCommand.Enable(context))
                .addSubcommand(new ProviderCommand.Disable(context))
                .addSubcommand(new ProviderCommand.SetTier(context));
    }

    private static CommandLine schedule(CommandContext context) {
        return new CommandLine(new ScheduleCommand(context))
                .addSubcommand(new ScheduleCommand.ListAll(context))
                .addSubcommand(new ScheduleCommand.Pause(context))
                .addSubcommand(new ScheduleCommand.Resume(context))
                .addSubcommand(new ScheduleCommand.Trigger(context))
                .addSubcommand(new ScheduleCommand.Set(context))
                .addSubcommand(new ScheduleCommand.Backfill(context));
    }

    private static int explain(CommandContext context, Exception exception) {
        if (Signals.isStopping()) {
            return CommandFailure.INTERRUPTED;
        }
        LOG.info("the command failed", exception);
        context.screen().note(context.screen().bad("error:") + " " + firstLine(exception));
        if (exception instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (exception instanceof ConfigurationException) {
            return CommandFailure.USAGE;
        }
        if (!(exception instanceof ServiceAway)) {
            context.screen().note("This is a bug or a broken machine; run again with -v for the whole story.");
        }
        return CommandFailure.FAILED;
    }

    /** A part of the service alone logs to its standard error, as in a container. */
    private static boolean isVerbose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (last.commandSpec().userObject() instanceof ServiceCommand) {
            return true;
        }
        OptionSpec verbose = last.commandSpec().findOption(CommonOptions.VERBOSE);
        return verbose != null && Boolean.TRUE.equals(verbose.getValue());
    }

    private static String firstLine(Exception exception) {
        String message = exception.getMessage();
        return message == null || message.isBlank()
                ? exception.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}

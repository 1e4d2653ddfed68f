package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.client.ApiClient;
import ai.gatewayz.sync.cli.client.ApiClient.Parameter;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.ValueLines;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code provider}: one provider's state and its switches. */
final class ProviderCommand {
    private ProviderCommand() {}

    /** Alone it does nothing: it needs one of its subcommands. */
    @Command(
            name = "provider",
            description = "Show a provider, switch it on or off, or move it to another tier.",
            footer = {"", "Example: ./catalog-sync provider disable groq"})
    static final class Top {}

    /** A command about one provider. */
    abstract static class OfOne extends ApiCommand {
        @Parameters(
                index = "0",
                paramLabel = "SLUG",
                completionCandidates = Words.Providers.class,
                description = "The provider's slug or an alias.")
        String slug = "";

        OfOne(CommandContext context) {
            super(context);
        }

        final int change(String name, String value) {
            JsonNode answer =
                    api().post(ApiClient.path("admin", "providers", slug), List.of(new Parameter(name, value)));
            if (!printedAsJson(answer)) {
                screen().line(Json.text(answer, "slug", slug) + ": "
                        + (answer.path("is_active").asBoolean() ? "enabled" : "disabled, left out of syncs of all")
                        + ", tier " + Json.text(answer, "tier", "")
                        + (answer.path("is_tier_set").asBoolean() ? " (set by an operator)" : ""));
            }
            return OK;
        }
    }

    /** {@code provider show}. */
    @Command(name = "show", description = "Show health with its reason, counts and freshness.")
    static final class Show extends OfOne {
        Show(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            JsonNode answer = api().get(ApiClient.path("providers", slug), List.of());
            if (!printedAsJson(answer)) {
                ValueLines.of(answer).forEach(screen()::line);
            }
            return OK;
        }
    }

    /** {@code provider enable}. */
    @Command(name = "enable", description = "Have it synced again.")
    static final class Enable extends OfOne {
        Enable(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return change("is_active", "true");
        }
    }

    /** {@code provider disable}. */
    @Command(name = "disable", description = "Leave it out of syncs of all; its models are not offered meanwhile.")
    static final class Disable extends OfOne {
        Disable(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return change("is_active", "false");
        }
    }

    /** {@code provider tier}. */
    @Command(name = "tier", description = "Say how often it is asked, when tiers are switched on.")
    static final class SetTier extends OfOne {
        @Parameters(
                index = "1",
                paramLabel = "TIER",
                completionCandidates = Words.Tiers.class,
                description = "${COMPLETION-CANDIDATES}; the last one gives the choice back to the code.")
        private String tier = "";

        SetTier(CommandContext context) {
            super(context);
        }

        @Override
        public Integer call() {
            return change("tier", tier);
        }
    }
}

package ai.gatewayz.sync.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncPrinterTest {
    private static final List<ProviderOutcome> OUTCOMES = List.of(
            outcome("groq", RunOutcome.SYNCED, null, null),
            outcome("nebius", RunOutcome.NOT_MODIFIED, null, null),
            outcome("openai", RunOutcome.SKIPPED, "not_configured", "OPENAI_API_KEY is not set"),
            outcome("xai", RunOutcome.FAILED, "provider_unavailable", "HTTP 503 after 6 attempts"));

    private final Recorder recorder = new Recorder();

    @Test
    void lines_haveTheContractsForm() {
        new SyncPrinter(recorder.screen()).lines(OUTCOMES, false);
        assertThat(recorder.outLines())
                .containsExactly(
                        "✓ groq | Fetched: 10 | Transformed: 9 | Skipped: 1 | Synced: 8",
                        "✓ nebius | Fetched: 10 | Transformed: 9 | Skipped: 1 | Synced: 8",
                        "– openai | skipped: OPENAI_API_KEY is not set",
                        "✗ xai | provider_unavailable: HTTP 503 after 6 attempts");
    }

    @Test
    void verboseLines_showChangesReasonsAndTimes() {
        new SyncPrinter(recorder.screen()).lines(OUTCOMES.subList(1, 2), true);
        assertThat(recorder.outLines())
                .containsExactly(
                        "✓ nebius | Fetched: 10 | Transformed: 9 | Skipped: 1 | Synced: 8",
                        "    new: 2, updated: 3, delisted: 4, price changes: 5, held: 6 (list not modified)",
                        "    skipped: no_id 1",
                        "    time: 1234 ms (fetch 1000 ms, upsert 234 ms)");
    }

    @Test
    void summary_countsProvidersAndModels() {
        new SyncPrinter(recorder.screen()).summary(OUTCOMES, true, 2345);
        assertThat(recorder.out())
                .isEqualTo("[DRY RUN] 4 providers: 2 synced, 1 failed, 1 skipped. "
                        + "32 models (8 new, 12 updated, 16 delisted), 20 price changes, 24 held, in 2.3 s.\n");
    }

    @Test
    void summary_ofARealRun_saysWhereHeldPricesAreListed() {
        new SyncPrinter(recorder.screen()).summary(OUTCOMES, false, 2345);
        assertThat(recorder.outLines())
                .hasSize(2)
                .last()
                .isEqualTo("Held prices wait for a second source or a decision; ./catalog-sync held lists them.");
    }

    @Test
    void summary_onATerminal_isBrokenBetweenWords() {
        StringWriter out = new StringWriter();
        Screen terminal = new Screen(new PrintWriter(out), new PrintWriter(new StringWriter()), true, false);

        new SyncPrinter(terminal).summary(OUTCOMES, false, 2345);

        assertThat(out.toString().lines())
                .containsExactly(
                        "4 providers: 2 synced, 1 failed, 1 skipped. 32 models (8 new, 12 updated, 16",
                        "delisted), 20 price changes, 24 held, in 2.3 s.",
                        "Held prices wait for a second source or a decision; ./catalog-sync held lists",
                        "them.");
    }

    @Test
    void table_hasARowForEachProvider() {
        new SyncPrinter(recorder.screen()).table(OUTCOMES);
        assertThat(recorder.outLines())
                .containsExactly(
                        "PROVIDER  STATUS     FETCHED  SKIPPED  SYNCED  NEW  UPDATED    MS  REMARK",
                        "groq      synced          10        1       8    2        3  1234",
                        "nebius    unchanged       10        1       8    2        3  1234",
                        "openai    skipped         10        1       8    2        3  1234  OPENAI_API_KEY is not set",
                        "xai       failed          10        1       8    2        3  1234"
                                + "  provider_unavailable: HTTP 503 after 6 attempts");
    }

    @Test
    void colourIsUsedOnlyWhereItIsWelcome() {
        StringWriter out = new StringWriter();
        Screen coloured = new Screen(new PrintWriter(out), new PrintWriter(out), true, true);
        new SyncPrinter(coloured).lines(OUTCOMES.subList(0, 1), false);
        assertThat(out.toString()).startsWith("\u001b[32m✓\u001b[0m groq | ");
        assertThat(recorder.screen().good("x")).isEqualTo("x");
    }

    @Test
    void aNamedProviderWithoutItsKeyIsAFailure_anUnnamedOneIsNot() {
        ProviderOutcome skipped = OUTCOMES.get(2);
        assertThat(skipped.isFailure(true)).isTrue();
        assertThat(skipped.isFailure(false)).isFalse();
        assertThat(outcome("x", RunOutcome.SKIPPED, "already_running", null).isFailure(true))
                .isFalse();
        assertThat(OUTCOMES.get(3).isFailure(false)).isTrue();
    }

    @Test
    void progressWithoutATerminalIsOnePlainLinePerChange() {
        try (ProgressView view = new ProgressView(recorder.screen())) {
            view.update(0, 0, 0);
            view.update(0, 3, 0);
            view.update(0, 3, 0);
            view.update(1, 3, 1);
            view.update(2, 3, 500);
        }
        assertThat(recorder.errLines())
                .containsExactly("0/3 providers, 0 models", "1/3 providers, 1 model", "2/3 providers, 500 models");
        assertThat(recorder.out()).isEmpty();
    }

    @Test
    void terminalAndColourFollowTheEnvironment() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        assertThat(Screen.ofProcess(nowhere, nowhere, Map.of("NO_COLOR", "1")).colour())
                .isFalse();
        assertThat(Screen.ofProcess(nowhere, nowhere, Map.of("TERM", "dumb")).terminal())
                .isFalse();
    }

    private static ProviderOutcome outcome(
            String provider, RunOutcome status, @Nullable String code, @Nullable String message) {
        return new ProviderOutcome(
                provider,
                status,
                SyncCounts.read(10, 9, 1)
                        .withSynced(8)
                        .withModels(2, 3, 3)
                        .withDelisted(4)
                        .withPrices(5, 6),
                new TreeMap<>(Map.of("no_id", 1L)),
                code,
                message,
                new TreeMap<>(Map.of("fetch", 1000L, "upsert", 234L)),
                1234);
    }
}

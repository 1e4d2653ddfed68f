package ai.gatewayz.sync.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderProgress;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measured against the JSON that is really written. */
final class PayloadRoomTest {
    private static final int MOST_BYTES = 256 * 1024;
    private static final long HUGE = Long.MIN_VALUE;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SyncCounts HUGE_COUNTS = SyncCounts.read(HUGE, HUGE, HUGE)
            .withSynced(HUGE)
            .withModels(HUGE, HUGE, HUGE)
            .withDelisted(HUGE)
            .withPrices(HUGE, HUGE);

    private static int json(Object value) {
        try {
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8).length;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ProviderSyncResult result(String slug, RunOutcome outcome, String text) {
        return new ProviderSyncResult(
                slug,
                outcome,
                false,
                HUGE_COUNTS,
                new TreeMap<>(Map.of(text, HUGE)),
                new SyncError(text, text),
                new StepTimes(HUGE, HUGE, HUGE, HUGE),
                HUGE,
                HUGE,
                List.of(new PlannedChange(text, text, text, text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\\ \"",
                "\u0001\n\t\u001f",
                "prix à payer",
                "価格が不明",
                "😀 𝒜",
                "\u007f\u2028"
            })
    void bytes_areNeverFewerThanTheJsonHas(String text) {
        ProviderSyncResult row = result(text, RunOutcome.NOT_MODIFIED, text);
        assertThat(PayloadRoom.text(text)).isGreaterThanOrEqualTo(json(text) - 2);
        assertThat(PayloadRoom.bytes(row)).isGreaterThanOrEqualTo(json(row));
        ProviderProgress progress = new ProviderProgress(
                text, "invalidate", RunOutcome.NOT_MODIFIED, HUGE_COUNTS, new SyncError(text, text));
        assertThat(PayloadRoom.bytes(progress)).isGreaterThanOrEqualTo(json(progress));
    }

    @Test
    void fit_keepsEverything_whileItFits() {
        assertThat(PayloadRoom.fit(List.of(5, 3, 2), 10, n -> n, n -> 0)).containsExactly(5, 3, 2);
    }

    @Test
    void fit_takesLowRanksFirst_andKeepsTheOrder() {
        assertThat(PayloadRoom.fit(List.of(5, 3, 2, 4), 9, n -> n, n -> n == 4 ? 0 : 1))
                .containsExactly(5, 4);
    }

    @Test
    void fit_leavesOutWhatIsTooLargeByItself() {
        assertThat(PayloadRoom.fit(List.of(50, 3, 2), 10, n -> n, n -> 0)).containsExactly(3, 2);
        assertThat(PayloadRoom.fit(List.of(50), 10, n -> n, n -> 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "価格が不明", "\u0001\u0001\u0001"})
    void report_ofAnyTexts_fitsAPayload(String text) {
        List<ProviderSyncResult> results = IntStream.range(0, 3_000)
                .mapToObj(n -> result(
                        "provider-" + n, n % 3 == 0 ? RunOutcome.FAILED : RunOutcome.SYNCED, text.repeat(1 + n % 50)))
                .toList();
        RunEnd end = RunEnd.of(results);
        SyncReport report = end.report(false, 1, 0);
        assertThat(json(report)).isLessThan(MOST_BYTES);
        assertThat(json(end.errors())).isLessThan(MOST_BYTES / 2);
        assertThat(report.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(report.results()).isNotEmpty().allMatch(result -> result.status() == RunOutcome.FAILED);
        assertThat(report.leftOut()).isEqualTo(3_000 - report.results().size());
    }

    @Test
    void report_ofFewProviders_isWhole() {
        List<ProviderSyncResult> results =
                Collections.nCopies(43, result("groq", RunOutcome.SYNCED, "a sentence of some length, twice a row"));
        SyncReport report = RunEnd.of(results).report(false, 1, 0);
        assertThat(report.results()).isEqualTo(results);
        assertThat(report.leftOut()).isZero();
    }
}

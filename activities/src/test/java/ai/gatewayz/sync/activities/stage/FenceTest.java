package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.model;
import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.PlannedChange;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FenceTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private ApplyRequest application(String id, String input) {
        return catalog.application(CatalogFixture.SLUG, FakeFeed.of(priced(id, input, "0.000002")), false);
    }

    @Test
    void apply_refusesAnOlderFetch() {
        ApplyRequest older = application("a", "0.000001");
        catalog.sync(priced("a", "0.000005", "0.000002"));
        Map<String, List<String>> before = catalog.dump();

        assertThatThrownBy(() -> catalog.catalog.apply(older))
                .isInstanceOf(SupersededException.class)
                .hasMessage("fetch 1 of openrouter is older than the applied fetch 2");
        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void apply_reportsWhatItCommitted_whenTheSameFetchIsAppliedAgain() {
        catalog.sync(models(3));
        ApplyRequest again = application("m1", "0.000007");
        ApplyReport first = catalog.catalog.apply(again);
        Map<String, List<String>> before = catalog.dump();
        ApplyReport second = catalog.catalog.apply(again);

        assertThat(second).isEqualTo(first);
        assertThat(catalog.dump()).isEqualTo(before);
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history WHERE fence = 2"))
                .isEqualTo(1);
    }

    @Test
    void apply_wantsTheListComparedAgain_whenTheStageIsEmptied() {
        ApplyRequest lost = application("a", "0.000001");
        catalog.jdbi.useHandle(handle -> handle.execute("TRUNCATE staged_models"));

        assertThatThrownBy(() -> catalog.catalog.apply(lost))
                .isInstanceOf(StageLostException.class)
                .hasMessageStartingWith("the stage of openrouter has 0 of 1 rows");
        assertThat(catalog.number("SELECT count(*) FROM catalog_models")).isZero();
    }

    @Test
    void apply_wantsTheListComparedAgain_whenTheCatalogMovedMeanwhile() {
        long providerId =
                catalog.providers.find(CatalogFixture.SLUG).orElseThrow().id();
        ApplyRequest stale = application("a", "0.000001");
        catalog.jdbi.useHandle(handle ->
                handle.execute("UPDATE provider_sync_state SET applied_fence = -5 WHERE provider_id = ?", providerId));

        assertThatThrownBy(() -> catalog.catalog.apply(stale)).isInstanceOf(StageLostException.class);
        assertThat(catalog.number("SELECT count(*) FROM catalog_models")).isZero();
    }

    @Test
    void apply_rollsEverythingBack_whenOneRowIsRefused() {
        ApplyRequest poisoned = application("a", "0.000001");
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE staged_models SET price_per_input_token = 'NaN'"));
        Map<String, List<String>> before = catalog.dump();

        assertThatThrownBy(() -> catalog.catalog.apply(poisoned)).hasMessageContaining("model_pricing_input_check");
        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void apply_clearsItsStage() {
        catalog.sync(models(3));
        assertThat(catalog.number("SELECT count(*) FROM staged_models")).isZero();
    }

    @Tag("G17")
    @Test
    void apply_dryRun_changesNoTableAndTellsWhatItWouldDo() {
        catalog.sync(models(2));
        Map<String, List<String>> before = catalog.dump();
        ApplyReport report = catalog.dryRun(FakeFeed.of(priced("m1", "0.000005", "0.000002"), model("new")));

        assertThat(catalog.dump()).isEqualTo(before);
        assertThat(report.counts().added()).isEqualTo(1);
        assertThat(report.counts().priceChanges()).isEqualTo(1);
        assertThat(report.changes())
                .extracting(c -> c.type() + " " + c.providerModelId() + " " + c.before() + " " + c.after())
                .containsExactly(
                        "model.added new null {\"name\": \"Model new\", \"prompt\": \"0.000001\", \"unread\": [], \"complete\": true, \"completion\":"
                                + " \"0.000002\", \"pricing_state\": \"priced\", \"context_length\": 8192}",
                        "price.changed m1 {\"prompt\": \"0.000001\", \"unread\": [], \"complete\": true, \"completion\": \"0.000002\","
                                + " \"pricing_state\": \"priced\"} {\"prompt\": \"0.000005\", \"unread\": [], \"complete\": true, \"completion\":"
                                + " \"0.000002\", \"pricing_state\": \"priced\"}");
    }

    @Test
    void apply_dryRun_listsAtMostAHundredChanges() {
        assertThat(catalog.dryRun(FakeFeed.of(models(150))).changes()).hasSize(100);
    }

    @Test
    void apply_dryRun_listsNoMoreThanFitsIntoAnAnswer() {
        CatalogModel[] models = IntStream.rangeClosed(101, 250)
                .mapToObj(n -> model("m" + n + "-" + "x".repeat(500)))
                .toArray(CatalogModel[]::new);

        List<PlannedChange> changes = catalog.dryRun(FakeFeed.of(models)).changes();

        assertThat(changes).hasSizeBetween(40, 99);
        assertThat(changes.get(0).providerModelId()).startsWith("m101-");
        assertThat(changes.stream()
                        .mapToInt(change -> (change.type() + change.providerModelId() + change.after()).length())
                        .sum())
                .isBetween(ApplyReport.MAX_CHANGES_BYTES - 2_000, ApplyReport.MAX_CHANGES_BYTES);
    }

    @Test
    void apply_doesNotTakeADryRunForItsOwnEarlierAttempt() {
        ApplyRequest planned = catalog.application(CatalogFixture.SLUG, FakeFeed.of(model("a")), true);
        catalog.catalog.apply(planned);

        assertThatThrownBy(() -> catalog.catalog.apply(planned)).isInstanceOf(StageLostException.class);
    }
}

package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.model;
import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DelistingTest {
    private static final String MISSES = "SELECT coalesce(sum(misses), 0) FROM model_misses";
    private static final String INACTIVE = "SELECT count(*) FROM catalog_models WHERE NOT is_active";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    /** The list of {@code count} models without the last {@code missing} ones. */
    private static CatalogModel[] without(int count, int missing) {
        return Arrays.copyOf(models(count), count - missing);
    }

    private ApplyReport missThreeTimes(CatalogModel... list) {
        catalog.sync(list);
        catalog.ageMisses("3 hours 1 second");
        catalog.sync(list);
        catalog.ageMisses("3 hours");
        return catalog.sync(list);
    }

    @Test
    void delists_afterThreeMissesWithinSixHours() {
        catalog.sync(models(4));
        ApplyReport report = missThreeTimes(without(4, 1));

        assertThat(report.counts().delisted()).isEqualTo(1);
        assertThat(catalog.isActive("m4")).isEqualTo("false missing");
        assertThat(catalog.events()).endsWith("model.delisted m4");
        assertThat(catalog.number("SELECT models_missing FROM provider_sync_state WHERE applied_fence > 0"))
                .isZero();
    }

    @Test
    void keeps_afterThreeMissesInLessThanSixHours() {
        catalog.sync(models(4));
        for (int miss = 1; miss <= 3; miss++) {
            catalog.sync(without(4, 1));
            catalog.ageMisses("1 hour 59 minutes 59 seconds");
        }
        assertThat(catalog.number(MISSES)).isEqualTo(3);
        assertThat(catalog.number(INACTIVE)).isZero();

        catalog.sync(without(4, 1));
        assertThat(catalog.number(INACTIVE)).isZero();
        catalog.ageMisses("4 seconds");
        catalog.sync(without(4, 1));
        assertThat(catalog.isActive("m4")).isEqualTo("false missing");
    }

    @Test
    void keeps_afterTwoMisses() {
        catalog.sync(models(4));
        catalog.sync(without(4, 1));
        catalog.ageMisses("7 hours");
        catalog.sync(without(4, 1));
        assertThat(catalog.number(MISSES)).isEqualTo(2);
        assertThat(catalog.number(INACTIVE)).isZero();
    }

    @Test
    void countsOneMissInHalfAnHour() {
        catalog.sync(models(4));
        catalog.sync(without(4, 1));
        catalog.ageMisses("29 minutes");
        catalog.sync(without(4, 1));
        assertThat(catalog.number(MISSES)).isEqualTo(1);

        catalog.ageMisses("1 minute");
        catalog.sync(without(4, 1));
        assertThat(catalog.number(MISSES)).isEqualTo(2);
    }

    @Test
    void forgetsMisses_whenTheModelIsBack() {
        catalog.sync(models(4));
        catalog.sync(without(4, 1));
        catalog.sync(models(4));
        assertThat(catalog.number(MISSES)).isZero();
        assertThat(missThreeTimes(without(4, 1)).counts().delisted()).isEqualTo(1);
    }

    @Tag("G12")
    @Test
    void reactivates_whenTheModelIsBack() {
        catalog.sync(models(4));
        missThreeTimes(without(4, 1));
        ApplyReport back = catalog.sync(models(4));

        assertThat(catalog.isActive("m4")).isEqualTo("true -");
        assertThat(catalog.number(MISSES)).isZero();
        assertThat(catalog.events()).endsWith("model.reactivated m4");
        assertThat(back.generation()).isEqualTo(3);
        assertThat(catalog.sync(models(4)).generation()).isEqualTo(3);
    }

    @Test
    void reactivates_whenTheModelIsBackWithOtherFacts() {
        catalog.sync(models(4));
        missThreeTimes(without(4, 1));
        catalog.sync(model("m1"), model("m2"), model("m3"), SampleModels.withContext(model("m4"), 7));

        assertThat(catalog.isActive("m4")).isEqualTo("true -");
        assertThat(catalog.number(MISSES)).isZero();
    }

    @Test
    void leavesModelsAloneThatAnOperatorSwitchedOff() {
        catalog.sync(models(4));
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE catalog_models SET is_active = false,"
                + " inactive_reason = 'operator' WHERE provider_model_id = 'm4'"));
        catalog.sync(models(4));
        catalog.sync(model("m1"), model("m2"), model("m3"), SampleModels.priced("m4", "0.5", "0.5"));
        assertThat(catalog.isActive("m4")).isEqualTo("false operator");

        missThreeTimes(without(4, 1));
        assertThat(catalog.number(MISSES)).isZero();
        assertThat(catalog.isActive("m4")).isEqualTo("false operator");
    }

    @Tag("G11")
    @Tag("P31")
    @Tag("P33")
    @Test
    void countsNothing_whenLessThanHalfIsLeft() {
        catalog.sync(models(100));
        ApplyReport report = catalog.sync(without(100, 51));
        assertThat(report.counts().synced()).isEqualTo(49);
        assertThat(catalog.number(MISSES)).isZero();
        assertThat(catalog.text(
                        "SELECT list_verdict || ' ' || error_code FROM pricing_sync_log ORDER BY id DESC" + " LIMIT 1"))
                .isEqualTo("shrunk shrunk");

        catalog.sync(without(100, 50));
        assertThat(catalog.number(MISSES)).isEqualTo(50);
    }

    @Test
    void countsNothing_whenMoreThanAFifthIsUnreadable() {
        catalog.sync(models(41));
        catalog.sync(FakeFeed.of(without(41, 1)).withBad(11));
        assertThat(catalog.number(MISSES)).isZero();
        assertThat(catalog.text("SELECT list_verdict FROM pricing_sync_log ORDER BY id DESC LIMIT 1"))
                .isEqualTo("too_many_bad");

        catalog.sync(FakeFeed.of(without(41, 1)).withBad(10));
        assertThat(catalog.number(MISSES)).isEqualTo(1);
    }

    @Test
    void countsNothing_whenManyAndMoreThanATwentiethAreUnreadable() {
        catalog.sync(models(950));
        catalog.sync(FakeFeed.of(without(950, 1)).withBad(51));
        assertThat(catalog.number(MISSES)).isZero();

        catalog.sync(FakeFeed.of(without(950, 1)).withBad(49));
        assertThat(catalog.number(MISSES)).isEqualTo(1);
    }

    @Test
    void countsNothing_whenTheProviderSaysThatThereAreMore() {
        catalog.sync(models(4));
        catalog.sync(FakeFeed.of(without(4, 1)).withDeclared(4));
        assertThat(catalog.number(MISSES)).isZero();
        assertThat(catalog.text("SELECT list_verdict FROM pricing_sync_log ORDER BY id DESC LIMIT 1"))
                .isEqualTo("partial");

        catalog.sync(FakeFeed.of(without(4, 1)).withDeclared(3));
        assertThat(catalog.number(MISSES)).isEqualTo(1);
    }

    @Test
    void delistsTenAtOnce_butNotEleven() {
        catalog.sync(models(40));
        ApplyReport eleven = missThreeTimes(without(40, 11));
        assertThat(eleven.counts().delisted()).isZero();
        assertThat(catalog.number(INACTIVE)).isZero();
        assertThat(catalog.text("SELECT list_verdict FROM pricing_sync_log ORDER BY id DESC LIMIT 1"))
                .isEqualTo("mass_removal");

        ApplyReport ten = catalog.sync(without(40, 10));
        assertThat(ten.counts().delisted()).isEqualTo(10);
        assertThat(catalog.number(INACTIVE)).isEqualTo(10);
    }

    @Test
    void delistsATenthOfAProvider_butNotMore() {
        catalog.sync("groq", FakeFeed.of(models(1_000)));
        catalog.sync(models(200));
        assertThat(missThreeTimes(without(200, 21)).counts().delisted()).isZero();
        assertThat(catalog.sync(without(200, 20)).counts().delisted()).isEqualTo(20);
    }

    @Test
    void delistsNoMoreThanTwoPercentOfTheCatalogInADay() {
        catalog.sync("groq", FakeFeed.of(models(300)));
        catalog.sync(models(300));
        missThreeTimes(without(300, 12));
        assertThat(catalog.number(INACTIVE)).isEqualTo(12);

        catalog.sync("groq", FakeFeed.of(without(300, 1)));
        catalog.ageMisses("4 hours");
        catalog.sync("groq", FakeFeed.of(without(300, 1)));
        catalog.ageMisses("4 hours");
        catalog.sync("groq", FakeFeed.of(without(300, 1)));
        assertThat(catalog.number(INACTIVE)).isEqualTo(12);

        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE change_events SET at = at - interval '25 hours'"));
        catalog.sync("groq", FakeFeed.of(without(300, 1)));
        assertThat(catalog.number(INACTIVE)).isEqualTo(13);
    }

    @Test
    void delistsNothing_whenTheListIsIncompleteAgain() {
        catalog.sync(models(10));
        catalog.sync(without(10, 1));
        catalog.ageMisses("3 hours 1 second");
        catalog.sync(without(10, 1));
        catalog.ageMisses("3 hours");
        catalog.sync(without(10, 6));
        assertThat(catalog.number(INACTIVE)).isZero();
        assertThat(catalog.number(MISSES)).isEqualTo(2);
    }

    @Test
    void keepsTheHistoryOfADelistedModel() {
        catalog.sync(models(4));
        missThreeTimes(without(4, 1));
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(4);
    }
}

package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CatalogDatabase.class)
final class ListTransformTest {
    private Jdbi jdbi;
    private final Map<String, StoredModel> stored = new HashMap<>();
    private Runnable beat = () -> {};

    @BeforeEach
    void connect(DataSource database) {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
    }

    private ListTransform.Result run(ModelFeed feed) throws IOException, SQLException {
        return new StageStore(jdbi).stage(1, "key", ReferencePrices.none(), (stage, none) -> new ListTransform(
                        stage, stored, SyncKind.FULL, beat)
                .run(feed, InputStream.nullInputStream(), 1));
    }

    private List<String> staged() {
        return jdbi.withHandle(h -> h.createQuery("SELECT concat_ws(' ', operation, provider_model_id, facts_changed,"
                        + " price_changed) FROM staged_models WHERE stage_key = 'key' ORDER BY provider_model_id")
                .mapTo(String.class)
                .list());
    }

    private void store(CatalogModel model, boolean active, boolean missing) {
        stored.put(
                model.providerModelId(),
                new StoredModel(ContentHash.ofFacts(model), ContentHash.ofPricing(model.pricing()), active, missing));
    }

    /** A feed written as a lambda. */
    private interface Lines extends ModelFeed {
        void read(ModelSink sink) throws IOException;

        @Override
        default void read(InputStream body, int pages, ModelSink sink) throws IOException {
            read(sink);
        }

        @Override
        default List<PriceField> priceFields() {
            return List.of();
        }
    }

    @Test
    void run_stagesOnlyWhatDiffers() throws Exception {
        store(SampleModels.model("same"), true, false);
        store(SampleModels.priced("dearer", "0.5", "0.000002"), true, false);
        store(SampleModels.model("gone"), true, false);
        store(SampleModels.model("back"), true, true);
        store(SampleModels.model("off"), false, false);
        ListTransform.Result result = run(FakeFeed.of(
                SampleModels.model("same"),
                SampleModels.model("dearer"),
                SampleModels.model("back"),
                SampleModels.model("fresh")));

        assertThat(staged()).containsExactly("present back", "changed dearer f t", "new fresh t t", "missing gone");
        assertThat(result.rows()).isEqualTo(4);
        assertThat(result.counts())
                .isEqualTo(SyncCounts.read(4, 4, 0).withSynced(4).withModels(1, 1, 2));
        assertThat(result.verdict()).isNull();
    }

    @Test
    void run_countsSkipsDuplicatesAndRefusedPricesByReason() throws Exception {
        Lines feed = sink -> {
            sink.accept(SampleModels.model("a"), List.of(PriceRefusal.NEGATIVE, PriceRefusal.OUT_OF_BAND));
            sink.accept(SampleModels.model("a"), List.of(PriceRefusal.NEGATIVE));
            sink.accept(SampleModels.model("b"), List.of(PriceRefusal.NEGATIVE));
            sink.skip(SkipReason.NOT_OFFERED, "c");
            sink.skip(SkipReason.NO_ID, "d");
        };
        ListTransform.Result result = run(feed);

        assertThat(result.counts())
                .isEqualTo(SyncCounts.read(5, 2, 3).withSynced(2).withModels(2, 0, 0));
        assertThat(result.skipReasons())
                .isEqualTo(Map.of(
                        "duplicate",
                        1L,
                        "no_id",
                        1L,
                        "not_offered",
                        1L,
                        "price_negative",
                        2L,
                        "price_out_of_band",
                        1L));
    }

    @Test
    void run_ofAnEmptyList_marksNothingMissing() throws Exception {
        store(SampleModels.model("a"), true, false);
        ListTransform.Result result = run(FakeFeed.of());
        assertThat(result.counts()).isEqualTo(SyncCounts.NONE);
        assertThat(result.rows()).isZero();
        assertThat(staged()).isEmpty();
    }

    @Test
    void run_refusesAListOfWhichNothingIsUsable() {
        assertThatThrownBy(() -> run(FakeFeed.of().withBad(3)))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessage("none of 3 records is usable: {bad_record=3}");
        assertThat(staged()).isEmpty();
    }

    @Tag("G10")
    @Test
    void run_leavesNothingStaged_whenTheListBreaksOff() {
        Lines feed = sink -> {
            sink.accept(SampleModels.model("a"), List.of());
            throw new MalformedCatalogException("cut");
        };
        assertThatThrownBy(() -> run(feed)).isInstanceOf(MalformedCatalogException.class);
        assertThat(staged()).isEmpty();
    }

    @Test
    void run_saysWhyAbsencesDoNotCount() throws Exception {
        store(SampleModels.model("m1"), true, false);
        store(SampleModels.model("gone"), true, false);
        assertThat(run(FakeFeed.of(SampleModels.model("m1"))).verdict()).isNull();
        assertThat(run(FakeFeed.of(SampleModels.model("m1")).withDeclared(2)).verdict())
                .isEqualTo("partial");
        assertThat(run(FakeFeed.of(SampleModels.model("other"))).verdict()).isEqualTo("shrunk");
        assertThat(run(FakeFeed.of(SampleModels.model("m1")).withBad(1)).verdict())
                .isEqualTo("too_many_bad");
        assertThat(staged()).isEmpty();
    }

    @Test
    void run_clearsAnEarlierAttemptsStage() throws Exception {
        run(FakeFeed.of(SampleModels.models(5)));
        run(FakeFeed.of(SampleModels.model("a")));
        assertThat(staged()).containsExactly("new a t t");
    }

    @Test
    void run_beatsEveryThousandRecords_andEndsWhenCancelled() throws Exception {
        AtomicInteger beats = new AtomicInteger();
        beat = beats::incrementAndGet;
        run(FakeFeed.of(SampleModels.models(2_500)));
        assertThat(beats).hasValue(2);

        beat = () -> {
            throw new CancellationException("cancelled");
        };
        assertThatThrownBy(() -> run(FakeFeed.of(SampleModels.models(1_000))))
                .isInstanceOf(CancellationException.class);
        assertThat(staged()).isEmpty();
    }

    @Test
    void run_reportsWhatTheDatabaseSaid_whenTheStageIsRefused() {
        assertThatThrownBy(() -> run(FakeFeed.of(SampleModels.model("nul\0"))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("0x00");
    }
}

package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much of real lists a first sync holds back; see {@code RECORDED_PAYLOADS} in the tests of the feeds. */
@ExtendWith(CatalogDatabase.class)
final class RecordedFirstSyncTest {
    private static final Path FOLDER = Path.of(Optional.ofNullable(System.getProperty("RECORDED_PAYLOADS"))
            .or(() -> Optional.ofNullable(System.getenv("RECORDED_PAYLOADS")))
            .orElse("recorded-payloads"));

    @Test
    void aFirstSync_holdsFewPrices(DataSource database) throws IOException, SQLException {
        assumeTrue(Files.isDirectory(FOLDER), () -> "no recorded bodies in " + FOLDER + "; set RECORDED_PAYLOADS");
        try (CatalogFixture catalog = new CatalogFixture(database)) {
            for (Provider provider : Providers.all()) {
                ModelFeed feed = provider.feed();
                Path file = FOLDER.resolve(provider.slug().value() + ".json");
                if (feed != null && Files.isRegularFile(file)) {
                    byte[] body = Files.readAllBytes(file);
                    java.util.List<CatalogModel> models = new java.util.ArrayList<>();
                    feed.read(new java.io.ByteArrayInputStream(body), 1, new Collecting(models));
                    catalog.sync(provider.slug().value(), FakeFeed.of(models.toArray(CatalogModel[]::new)));
                }
            }
            long prices = catalog.number("SELECT count(*) FROM model_pricing WHERE pricing_state = 'priced'");
            long held = catalog.number("SELECT count(*) FROM held_changes WHERE status = 'pending'");
            System.out.println(prices + " prices stored, " + held + " held: "
                    + catalog.texts(
                            "SELECT concat_ws(' ', h.rule, p.slug, m.provider_model_id, h.price_per_input_token,"
                                    + " h.price_per_output_token, h.components::text) FROM held_changes h"
                                    + " JOIN catalog_models m ON m.id = h.model_id"
                                    + " JOIN providers p ON p.id = h.provider_id ORDER BY 1"));
            assertThat(held * 100).isLessThanOrEqualTo((prices + held) * 2);
        }
    }

    /** Keeps the models. */
    private record Collecting(java.util.List<CatalogModel> models)
            implements ai.gatewayz.sync.activities.feed.ModelSink {
        @Override
        public void accept(CatalogModel model, java.util.List<ai.gatewayz.sync.catalog.price.PriceRefusal> refusals) {
            models.add(model);
        }

        @Override
        public void skip(ai.gatewayz.sync.catalog.model.SkipReason reason, String detail) {
            // skips are the feeds' business
        }

        @Override
        public void declareTotal(long total) {
            // one recorded page
        }
    }
}

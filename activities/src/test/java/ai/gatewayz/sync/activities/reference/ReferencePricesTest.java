package ai.gatewayz.sync.activities.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CatalogDatabase.class)
final class ReferencePricesTest {
    private static final String ROWS = """
            INSERT INTO reference_scopes (provider_slug, id_prefix, version) VALUES ('google-ai-studio', 'models/', 4);
            INSERT INTO reference_prices (feed, provider_slug, reference_key, reference_id, price_per_input_token,
                price_per_output_token, components, price_hash, snapshot_sha256)
            VALUES ('litellm', 'google-ai-studio', 'sage-2', 'gemini/Sage-2', 0.0000003, NULL,
                '[{"kind": "input", "unit": "token", "usd": "0.0000003", "raw": "3e-07", "condition": {}},
                  {"kind": "input", "unit": "token", "usd": "0.0000006", "raw": "6e-07",
                   "condition": {"min_prompt_tokens": "200001"}}]', '', ''),
                ('models-dev', 'google-ai-studio', 'sage-2', 'sage-2', 0.0000003, 0.0000025,
                '[{"kind": "input", "unit": "token", "usd": "0.0000003", "raw": "0.3", "condition": {}},
                  {"kind": "output", "unit": "token", "usd": "0.0000025", "raw": "2.5", "condition": {}}]', '', '')
            """;

    @Test
    void of_knownOffering_tellsWhatEachFeedSays(DataSource database) {
        ReferencePrices prices = load(database, "google-ai-studio");

        List<ReferencePrice> found = prices.of("models/sAGE-2");

        assertThat(prices.version()).isEqualTo(4);
        assertThat(found).extracting(ReferencePrice::feed).containsExactly("models-dev", "litellm");
        assertThat(found).extracting(ReferencePrice::referenceId).containsExactly("sage-2", "gemini/Sage-2");
        assertThat(found).extracting(ReferencePrice::rule).containsExactly("literal", "literal");
        assertThat(found.get(0).pricing().base(PriceKind.OUTPUT, BillingUnit.TOKEN))
                .contains(UnitPrice.ofUsd("0.0000025"));
        assertThat(found.get(1).pricing().components().get(0).condition())
                .isEqualTo(PriceCondition.promptFrom(200_001));
    }

    @Test
    void of_neverMatchesPartOfAnId(DataSource database) {
        ReferencePrices prices = load(database, "google-ai-studio");

        assertThat(prices.of("models/sage-2-fast")).isEmpty();
        assertThat(prices.of("models/sage")).isEmpty();
        assertThat(prices.of("models/models/sage-2")).isEmpty();
    }

    @Test
    void of_movingAlias_isAskedOnlyWhereNothingElseIsFound(DataSource database) {
        ReferencePrices prices = load(database, "google-ai-studio");

        assertThat(prices.of("models/sage-latest", Map.of("aliases", "sage-3, sage-2")))
                .extracting(ReferencePrice::rule)
                .containsExactly("moving_alias", "moving_alias");
        assertThat(prices.of("models/sage-latest", Map.of("alias_of", "sage-2")))
                .extracting(ReferencePrice::rule)
                .containsExactly("alias", "alias");
        assertThat(prices.of("models/sage-2", Map.of("aliases", "sage-latest")))
                .extracting(ReferencePrice::rule)
                .containsExactly("literal", "literal");
    }

    @Test
    void load_unknownProvider_isEmpty(DataSource database) {
        assertThat(load(database, "groq").version()).isZero();
        assertThat(load(database, "groq").of("sage-2")).isEmpty();
        assertThat(ReferencePrices.none().of("sage-2")).isEmpty();
    }

    private static ReferencePrices load(DataSource database, String slug) {
        return Jdbi.create(database).installPlugin(new SqlObjectPlugin()).withHandle(handle -> {
            handle.execute("TRUNCATE reference_scopes, reference_prices");
            handle.createScript(ROWS).execute();
            return ReferencePrices.load(handle, slug);
        });
    }
}

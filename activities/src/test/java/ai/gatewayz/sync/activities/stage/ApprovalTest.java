package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A held price is written by the database when it is approved and by the sync when it is released: to the same effect. */
@ExtendWith(CatalogDatabase.class)
final class ApprovalTest {
    /** Every column, those of later migrations too, except for who, when and which model. */
    private static final String PRICES =
            "SELECT m.provider_model_id || ' ' || (to_jsonb(p) - '{id,model_id,last_updated,created_at,updated_at}'::text[])"
                    + " FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id WHERE m.provider_model_id IN ('a', 'b')"
                    + " ORDER BY 1";

    private static final String HISTORY =
            "SELECT m.provider_model_id || ' ' || (to_jsonb(h) - '{id,model_id,valid_from,"
                    + "changed_at,changed_by,change_kind,generation,job_id,fence,snapshot_sha256}'::text[]) FROM model_pricing_history h"
                    + " JOIN catalog_models m ON m.id = h.model_id WHERE m.provider_model_id IN ('a', 'b') ORDER BY m.id, h.id";

    private static final String EVENTS = "SELECT concat_ws(' ', provider_model_id, type, after ->> 'pricing_state',"
            + " after ->> 'prompt', after ->> 'completion') FROM change_events WHERE provider_model_id IN ('a', 'b')"
            + " ORDER BY 1";

    private static CatalogModel with(String id, String factor) {
        return SampleModels.with(
                id,
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, factor + "e-7")
                        .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, factor + "e-6")
                        .add(PriceKind.CACHE_READ, PriceUnit.USD_PER_TOKEN, factor + "e-8")
                        .add(PriceKind.CACHE_WRITE, PriceUnit.USD_PER_TOKEN, factor + "e-7")
                        .add(PriceKind.IMAGE_INPUT, PriceUnit.USD_PER_TOKEN, factor + "e-7")
                        .add(PriceKind.REQUEST, PriceUnit.USD_PER_REQUEST, factor + "e-3")
                        .build());
    }

    /** The models of the test among others that do not move. */
    private static CatalogModel[] list(String factor) {
        List<CatalogModel> models = new ArrayList<>();
        IntStream.rangeClosed(1, 20).mapToObj(n -> SampleModels.model("m" + n)).forEach(models::add);
        models.add(with("a", factor));
        models.add(with("b", factor));
        return models.toArray(CatalogModel[]::new);
    }

    private static List<String> of(String model, List<String> rows) {
        return rows.stream()
                .filter(row -> row.startsWith(model + " "))
                .map(row -> row.substring(2))
                .toList();
    }

    @Test
    void anApproval_writesWhatARelease_would(DataSource database) throws SQLException {
        try (CatalogFixture catalog = new CatalogFixture(database)) {
            catalog.sync(list("1"));
            catalog.sync(list("12"));
            catalog.approve("admin", "m.provider_model_id = 'a'");
            catalog.jdbi.useHandle(handle ->
                    handle.execute("UPDATE held_changes SET last_agreed_at = last_agreed_at - interval '1 hour'"));
            catalog.sync(list("12"));

            assertThat(catalog.texts(
                            "SELECT m.provider_model_id || ' ' || h.rule || ' ' || h.status FROM held_changes h"
                                    + " JOIN catalog_models m ON m.id = h.model_id ORDER BY 1"))
                    .containsExactly("a ratio approved", "b ratio released");
            for (String query : List.of(PRICES, HISTORY, EVENTS)) {
                List<String> rows = catalog.texts(query);
                assertThat(of("a", rows)).isNotEmpty().isEqualTo(of("b", rows));
            }
            assertThat(of("a", catalog.texts(HISTORY))).hasSize(2);
            assertThat(of("a", catalog.texts(EVENTS))).hasSize(4);
            assertThat(of("a", catalog.texts(PRICES)).get(0)).contains("\"price_per_request\": 0.012");
        }
    }
}

package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.PriceHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a price was valid, and when it was known. */
final class PriceHistoryTest {
    private static final String KINDS =
            "SELECT change_kind || ' ' || price_per_input_token FROM model_pricing_history ORDER BY id";

    @RegisterExtension
    final CatalogFixture fixture = new CatalogFixture();

    private PriceHistory history;

    @BeforeEach
    void open() {
        history = new PriceHistory(fixture.jdbi);
    }

    private void price(String perToken) {
        fixture.sync(SampleModels.priced("orb", perToken, "0.000002"));
    }

    private Optional<BigDecimal> asOf(Instant at, Instant known) {
        return history.valid(orb(), at, known)
                .map(row -> FlatPrices.of(row.pricing()).input());
    }

    private long orb() {
        return fixture.number("SELECT id FROM catalog_models");
    }

    private Instant instant(String sql) {
        return fixture.jdbi.withHandle(
                h -> h.createQuery(sql).mapTo(Instant.class).one());
    }

    @Test
    void theFirstPriceOfAModelThatHadNone_isAFirst_andIsTold() {
        fixture.sync(SampleModels.with("orb", Pricing.unknown("absent")));
        price("0.000001");
        price("0.000003");

        assertThat(fixture.texts(KINDS)).containsExactly("first 0.000001", "change 0.000003");
        assertThat(fixture.events()).containsExactly("model.added orb", "price.changed orb", "price.changed orb");
    }

    @Test
    void anotherBody_withAnotherPrice_isAChange() {
        price("0.000001");
        price("0.000003");

        assertThat(fixture.texts(KINDS)).containsExactly("first 0.000001", "change 0.000003");
        assertThat(fixture.number("SELECT count(DISTINCT valid_from) FROM model_pricing_history"))
                .isEqualTo(2);
    }

    @Test
    void theSameBody_withAnotherPrice_isACorrectionFromTheBeginning() {
        price("0.000001");
        fixture.repeatBody();
        price("0.000003");

        assertThat(fixture.texts(KINDS)).containsExactly("first 0.000001", "correction 0.000003");
        assertThat(fixture.number("SELECT count(DISTINCT valid_from) FROM model_pricing_history"))
                .isEqualTo(1);
        assertThat(fixture.number("SELECT count(DISTINCT changed_at) FROM model_pricing_history"))
                .isEqualTo(2);
    }

    /** A unit that the code reads otherwise than before is held like any other change by a power of ten. */
    @Test
    void otherRules_withTheSameQuotedTexts_areHeldWhenTheyMoveThePriceByAPowerOfTen() {
        fixture.sync(SampleModels.with(
                "orb",
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "0.000001")
                        .build()));
        fixture.setTransformerVersion(99);

        fixture.sync(SampleModels.with(
                "orb",
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.CENTS_PER_TOKEN, "0.000001")
                        .build()));

        assertThat(fixture.texts(KINDS)).containsExactly("first 0.000001");
        assertThat(fixture.texts("SELECT rule FROM held_changes WHERE status = 'pending'"))
                .containsExactly("unit_signature");
    }

    @Test
    void otherRules_withOtherQuotedTexts_areAChange() {
        price("0.000001");
        fixture.setTransformerVersion(99);
        price("0.000003");

        assertThat(fixture.texts(KINDS)).containsExactly("first 0.000001", "change 0.000003");
    }

    @Test
    void asOf_answersBothTimes() {
        price("0.000001");
        price("0.000002");
        fixture.repeatBody();
        price("0.000004");
        Instant first = instant("SELECT valid_from FROM model_pricing_history WHERE change_kind = 'first'");
        Instant changed = instant("SELECT changed_at FROM model_pricing_history WHERE change_kind = 'change'");
        Instant corrected = instant("SELECT changed_at FROM model_pricing_history WHERE change_kind = 'correction'");

        assertThat(asOf(first.minusSeconds(1), corrected)).isEmpty();
        assertThat(asOf(first, corrected)).contains(new BigDecimal("0.000001"));
        assertThat(asOf(changed, changed)).contains(new BigDecimal("0.000002"));
        assertThat(asOf(changed, corrected)).contains(new BigDecimal("0.000004"));
        assertThat(asOf(corrected, changed)).contains(new BigDecimal("0.000002"));
        assertThat(history.valid(orb(), corrected, corrected).orElseThrow())
                .extracting(PriceHistory.Row::changeKind, PriceHistory.Row::recordedBy, PriceHistory.Row::validFrom)
                .isEqualTo(List.of("correction", "provider:" + CatalogFixture.SLUG, changed));
    }
}

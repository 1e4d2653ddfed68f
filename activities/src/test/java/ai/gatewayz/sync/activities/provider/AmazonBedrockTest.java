package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for a list of products and, apart from them, what they cost. */
class AmazonBedrockTest {
    private static final String QUILL = "acme.quill-120b";

    private ProviderFixture fixture;

    @BeforeEach
    void read() throws IOException {
        fixture = ProviderFixture.of(AmazonBedrock.entry());
    }

    private CollectedList withDimensions(Consumer<ObjectNode> change) throws IOException {
        return fixture.readFirstPage(tree -> tree.at("/terms/OnDemand")
                .forEach(terms -> terms.forEach(term ->
                        term.get("priceDimensions").forEach(dimension -> change.accept((ObjectNode) dimension)))));
    }

    @Test
    void productsWithoutAModelsId_areCounted() throws IOException {
        assertThat(fixture.readFirstPage().skips).containsEntry(SkipReason.NOT_OFFERED, 2);
    }

    /** Names in this list have dots of their own. */
    @Test
    void priceLine_pointsAtItsText() throws IOException {
        JsonNode terms = fixture.tree().at("/terms/OnDemand/SKU0002");

        CatalogModel model = fixture.readFirstPage().model(QUILL);

        assertThat(model.pricing().components())
                .extracting(
                        line -> terms.at(String.valueOf(line.quote().pointer())).asText())
                .contains("0.0006100000");
    }

    @Test
    void unknownTermOfAPrice_isReportedOnEachModel() throws IOException {
        CollectedList list = withDimensions(dimension -> dimension.put("zz_surcharge_usd", "0.5"));

        for (CatalogModel model : list.models) {
            assertThat(model.pricing().unread()).anyMatch(pointer -> pointer.endsWith("/zz_surcharge_usd"));
            assertThat(model.pricing().isComplete()).isFalse();
        }
    }

    @Test
    void rangesOfUse_areNotApplied() throws IOException {
        CollectedList list = withDimensions(dimension -> dimension.put("endRange", "1000000"));

        assertThat(list.models).allMatch(model -> model.pricing().components().isEmpty());
    }

    @Test
    void announcedSecondPrice_isNotApplied() throws IOException {
        CollectedList list = fixture.readFirstPage(tree -> {
            ObjectNode terms = (ObjectNode) tree.at("/terms/OnDemand/SKU0001");
            ObjectNode next = terms.get("SKU0001.JRTCKXETXF").deepCopy();
            terms.set("SKU0001.NEXT", next.put("effectiveDate", "2027-01-01T00:00:00Z"));
        });

        assertThat(ProviderFixture.lines(list))
                .doesNotContain(QUILL + ",priced,input,token,,0.00000015")
                .contains(QUILL + ",priced,output,token,,0.00000061");
        assertThat(list.model(QUILL).pricing().unread()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.5", "free", "$1", "1,5", "NaN", "1e400"})
    void valueThatIsNoPrice_isRefused(String value) throws IOException {
        CollectedList list =
                withDimensions(dimension -> ((ObjectNode) dimension.get("pricePerUnit")).put("USD", value));

        assertThat(list.models).allMatch(model -> model.pricing().components().isEmpty());
        assertThat(list.refusals.get(list.models.indexOf(list.model(QUILL)))).isNotEmpty();
    }

    @Test
    void productsBehindTheirTerms_areNoList() throws IOException {
        String turned = fixture.firstPage(tree -> {
            JsonNode products = ((ObjectNode) tree).remove("products");
            ((ObjectNode) tree).set("products", products);
        });

        assertThatThrownBy(() -> CollectedList.read(fixture.feed, turned))
                .isInstanceOf(MalformedCatalogException.class)
                .hasMessageContaining("products");
        for (String body : new String[] {"{}", "[]", "{\"products\":[]}", "{\"products\":{}}"}) {
            assertThatThrownBy(() -> CollectedList.read(fixture.feed, body))
                    .as(body)
                    .isInstanceOf(MalformedCatalogException.class);
        }
    }
}

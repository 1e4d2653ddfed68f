package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for a list whose records are meters. */
class AzureTest {
    private static final String MINI = "Azure Quill 5/5.4-mini";

    private ProviderFixture fixture;

    @BeforeEach
    void read() throws IOException {
        fixture = ProviderFixture.of(Azure.entry());
    }

    private CollectedList with(Consumer<ArrayNode> change) throws IOException {
        return fixture.readFirstPage(tree -> change.accept(ProviderFixture.records(tree)));
    }

    private static Stream<ObjectNode> mini(ArrayNode items) {
        return items.valueStream()
                .filter(item -> item.get("meterName").asText().startsWith("5.4 mini"))
                .map(ObjectNode.class::cast);
    }

    @Test
    void orderAndRepetition_changeNothing() throws IOException {
        List<CatalogModel> models = fixture.readFirstPage().models;

        assertThat(with(items -> {
                            List<JsonNode> turned = new ArrayList<>();
                            items.forEach(turned::add);
                            Collections.reverse(turned);
                            items.addAll(turned);
                        })
                        .models)
                .isEqualTo(models)
                .hasSize(2);
    }

    @Test
    void unknownTermOfAMeter_isReportedOnItsModel() throws IOException {
        CollectedList list = with(items -> items.forEach(
                item -> ((ObjectNode) item).putObject("savingsPlan").put("discount", "0.2")));

        for (CatalogModel model : list.models) {
            assertThat(model.pricing().unread())
                    .isNotEmpty()
                    .allMatch(pointer -> pointer.endsWith("Tokens/savingsPlan/discount"));
            assertThat(model.pricing().isComplete()).isFalse();
        }
    }

    @Test
    void meterWithAnUnknownWord_isNotApplied_andReported() throws IOException {
        CollectedList list = with(items -> mini(items)
                .filter(item -> item.get("meterName").asText().contains("cd Inp"))
                .forEach(item -> item.put("meterName", "5.4 mini cd Inp weekend Gl 1M Tokens")));

        assertThat(ProviderFixture.lines(list)).noneMatch(line -> line.contains("5.4-mini,priced,cache_read"));
        assertThat(list.model(MINI).pricing().unread())
                .containsExactly("/5.4 mini cd Inp weekend Gl 1M Tokens/retailPrice");
    }

    @ParameterizedTest
    @CsvSource({
        "a meter that is over, 2026-03-01T00:00:00Z, 2026-11-20T00:00:00Z",
        "a meter that ends before it starts, 2027-03-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "an end that is no date, 2026-03-01T00:00:00Z, soon",
        "a start that is no date, soon, 2027-01-01T00:00:00Z"
    })
    @Tag("G28")
    void datesThatCannotBeMeant_refuseTheirMeterAlone(String what, String start, String end) throws IOException {
        CollectedList list = with(items -> mini(items)
                .filter(item -> item.get("meterName").asText().contains("cd Inp"))
                .forEach(item -> item.put("effectiveStartDate", start).put("effectiveEndDate", end)));

        assertThat(ProviderFixture.lines(list))
                .as(what)
                .noneMatch(line -> line.contains("5.4-mini,priced,cache_read"))
                .contains(MINI + ",priced,output,token,,0.00000455");
        assertThat(list.refusals.get(list.models.indexOf(list.model(MINI)))).containsOnly(PriceRefusal.CONDITION);
        assertThat(list.model(MINI).pricing().unread()).isNotEmpty().allMatch(p -> p.endsWith("/retailPrice"));
    }

    @Test
    void meterThatStartsLater_isAnnounced() throws IOException {
        CollectedList list = with(items -> mini(items)
                .filter(item -> item.get("meterName").asText().contains("opt"))
                .forEach(item -> item.put("effectiveStartDate", "2027-03-01T00:00:00Z")));

        assertThat(ProviderFixture.lines(list))
                .contains(MINI + ",priced,output,token,starts_at=2027-03-01T00:00:00Z,0.00000455");
    }

    @Test
    void twoAmountsForOneThing_areRefused() throws IOException {
        CollectedList list = with(items -> {
            ObjectNode copy = mini(items).findFirst().orElseThrow().deepCopy();
            items.add(copy.put("retailPrice", 7).put("unitPrice", 7));
        });

        assertThat(ProviderFixture.lines(list))
                .noneMatch(line -> line.startsWith(MINI + ",priced,input,token,,"))
                .contains(MINI + ",priced,output,token,,0.00000455");
        assertThat(list.refusals.get(list.models.indexOf(list.model(MINI)))).contains(PriceRefusal.CONFLICTING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.5", "N/A", "$1", "1,5", "NaN", "1e400"})
    void valueThatIsNoPrice_isRefused(String value) throws IOException {
        CollectedList list = with(items -> mini(items).forEach(item -> item.put("retailPrice", value)));

        assertThat(list.model(MINI).pricing().components()).isEmpty();
        assertThat(list.refusals.get(list.models.indexOf(list.model(MINI)))).isNotEmpty();
    }

    @Test
    void unitThatContradictsTheName_isRefused() throws IOException {
        CollectedList list = with(items -> mini(items).forEach(item -> item.put("unitOfMeasure", "1K")));

        assertThat(list.model(MINI).pricing().components()).isEmpty();
        assertThat(list.refusals.get(list.models.indexOf(list.model(MINI)))).contains(PriceRefusal.UNIT_UNKNOWN);
    }

    @Test
    void recordsThatAreNoMeters_areCounted() throws IOException {
        CollectedList list = with(items -> {
            items.addNull();
            items.addObject();
            items.addObject().put("meterName", 5);
        });

        assertThat(list.models).isEqualTo(fixture.readFirstPage().models);
        assertThat(list.skips).containsEntry(SkipReason.BAD_RECORD, 1).containsEntry(SkipReason.NO_ID, 2);
    }
}

package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every provider's list. A provider without a fixture fails. */
class ProviderContractTest {
    private static final String POISON = "@poison@";
    private static final List<String> ID_FIELDS =
            List.of("id", "name", "model_id", "modelId", "endpoint_id", "Token", "model", "externalAlias");

    /** Fixtures whose records are models. */
    static Stream<ProviderFixture> fixtures() throws IOException {
        return allFixtures().filter(ProviderFixture::hasModelPerRecord);
    }

    static Stream<ProviderFixture> allFixtures() throws IOException {
        List<ProviderFixture> fixtures = new ArrayList<>();
        for (Provider provider : Providers.all()) {
            if (provider.isSupported()) {
                fixtures.add(ProviderFixture.of(provider));
            }
        }
        return fixtures.stream();
    }

    @Tag("P62")
    @Tag("P69")
    @ParameterizedTest
    @MethodSource("allFixtures")
    void prices_areExact(ProviderFixture fixture) throws IOException {
        CollectedList list = fixture.read();

        assertThat(ProviderFixture.lines(list)).containsExactlyElementsOf(fixture.expected());
        System.out.println(fixture + " ✓ " + list.models.size() + " models, " + list.components() + " components");
    }

    /**
     * NEAR's amounts are integers beside their scale: the digits stand there, their point does not. DeepInfra's tiers are parts
     * of a sentence.
     */
    @ParameterizedTest
    @MethodSource("fixtures")
    void everyPriceLine_pointsAtItsText_andNamesItsUnit(ProviderFixture fixture) throws IOException {
        List<JsonNode> records = fixture.allRecords();
        for (CatalogModel model : fixture.read().models) {
            for (PriceComponent line : model.pricing().components()) {
                if (line.price().isZero()) {
                    continue;
                }
                PriceQuote quote = line.quote();
                PriceUnit unit = PriceUnit.valueOf(String.valueOf(quote.unit()).toUpperCase(Locale.ROOT));
                assertThat(unit.billingUnit()).as(model.providerModelId()).isEqualTo(line.unit());
                assertThat(records)
                        .as("%s %s", model.providerModelId(), quote)
                        .anyMatch(r -> sameDigits(r.at(String.valueOf(quote.pointer())), quote.text()));
            }
        }
    }

    private static boolean sameDigits(JsonNode said, String text) {
        if (said.isTextual() && said.textValue().contains(" in $")) {
            return said.textValue().contains("$" + text + " ");
        }
        return said.isValueNode()
                && said.asText().strip().matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")
                && digits(said.asText()).equals(digits(text));
    }

    private static BigInteger digits(String number) {
        return new BigDecimal(number.strip()).stripTrailingZeros().unscaledValue();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void secondRead_isEqual(ProviderFixture fixture) throws IOException {
        assertThat(fixture.read().models).isEqualTo(fixture.read().models).isNotEmpty();
    }

    @Tag("P41")
    @ParameterizedTest
    @MethodSource("fixtures")
    void unknownFields_changeNothing(ProviderFixture fixture) throws IOException {
        CollectedList more = fixture.readFirstPage(tree -> {
            ProviderFixture.records(tree).forEach(r -> addUnknown((ObjectNode) r));
            if (tree instanceof ObjectNode top) {
                addUnknown(top);
            }
        });

        assertThat(more.models).isEqualTo(fixture.readFirstPage().models);
    }

    private static void addUnknown(ObjectNode object) {
        object.putArray("zz_unknown").addObject().put("zz", 1).putNull("data");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void recordOrder_changesNothing(ProviderFixture fixture) throws IOException {
        CollectedList reversed = fixture.readFirstPage(tree -> {
            ArrayNode records = ProviderFixture.records(tree);
            List<JsonNode> turned = new ArrayList<>();
            records.forEach(turned::add);
            Collections.reverse(turned);
            records.removeAll().addAll(turned);
        });

        assertThat(reversed.models).containsExactlyInAnyOrderElementsOf(fixture.readFirstPage().models);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void badRecords_areCountedBesideGoodOnes(ProviderFixture fixture) throws IOException {
        CollectedList good = fixture.readFirstPage();
        CollectedList mixed = fixture.readFirstPage(tree -> {
            ArrayNode records = ProviderFixture.records(tree);
            records.insertNull(0).insert(1, "text").insert(2, 7);
            records.addObject();
            ObjectNode numberId = records.addObject();
            ID_FIELDS.forEach(field -> numberId.put(field, 5));
            records.addArray();
        });

        assertThat(mixed.models).isEqualTo(good.models);
        assertThat(mixed.skips.getOrDefault(SkipReason.BAD_RECORD, 0)).isEqualTo(4);
        assertThat(mixed.skips.getOrDefault(SkipReason.NO_ID, 0)).isEqualTo(2);
        assertThat(mixed.skipped()).isEqualTo(good.skipped() + 6);
    }

    static Stream<ProviderFixture> pricedFixtures() throws IOException {
        return fixtures().filter(ProviderFixture::quotesInItsRecords);
    }

    @ParameterizedTest
    @MethodSource("pricedFixtures")
    void poisonNumber_isRefusedAndTheRestKept(ProviderFixture fixture) throws IOException {
        CollectedList good = fixture.readFirstPage();
        for (PriceField field : fixture.feed.priceFields()) {
            assertThat(refusesPoison(fixture, good, field))
                    .as("the fixture has a price of %s at %s and refuses poison there", field.kind(), field.path())
                    .isTrue();
        }
    }

    /** Whether some record's price at the field goes away, with its reason, when its number is absurd. */
    private static boolean refusesPoison(ProviderFixture fixture, CollectedList good, PriceField field)
            throws IOException {
        int records = ProviderFixture.records(fixture.tree()).size();
        for (int index = 0; index < records; index++) {
            int at = index;
            int[] replaced = {0};
            String body = fixture.firstPage(tree -> replaced[0] =
                    ProviderFixture.replace(ProviderFixture.records(tree).get(at), field.path(), POISON));
            if (replaced[0] == 0) {
                continue;
            }
            CollectedList list = CollectedList.read(fixture.feed, body.replace('"' + POISON + '"', "1e100000000"));
            assertThat(list.models).hasSameSizeAs(good.models);
            boolean refused = list.refusals.stream().anyMatch(r -> r.contains(PriceRefusal.OUT_OF_BAND));
            if (refused && prices(list, field) < prices(good, field)) {
                return true;
            }
        }
        return false;
    }

    private static long prices(CollectedList list, PriceField field) {
        return list.models.stream()
                .flatMap(m -> m.pricing().components().stream())
                .filter(c ->
                        c.kind() == field.kind() && c.unit() == field.unit().billingUnit())
                .filter(c -> !c.price().isZero())
                .count();
    }

    @Tag("P32")
    @ParameterizedTest
    @MethodSource("fixtures")
    void ids_areVerbatim(ProviderFixture fixture) throws IOException {
        Set<String> texts = new HashSet<>();
        collectTexts(fixture.tree(), texts);

        assertThat(texts)
                .containsAll(fixture.readFirstPage().models.stream()
                        .map(CatalogModel::providerModelId)
                        .toList());
    }

    private static void collectTexts(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(child -> collectTexts(child, texts));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void duplicates_reachTheSink(ProviderFixture fixture) throws IOException {
        CollectedList twice = fixture.readFirstPage(tree -> {
            ArrayNode records = ProviderFixture.records(tree);
            records.addAll((ArrayNode) JsonNodeFactory.instance.arrayNode().addAll(records));
        });

        List<CatalogModel> expected = new ArrayList<>(fixture.readFirstPage().models);
        expected.addAll(expected.subList(0, expected.size()));
        assertThat(twice.models).isEqualTo(expected);
    }

    @Tag("P10")
    @ParameterizedTest
    @MethodSource("fixtures")
    void byteOrderMark_isNoContent(ProviderFixture fixture) throws IOException {
        String body = new String(fixture.firstPage(), StandardCharsets.UTF_8);

        assertThat(CollectedList.read(fixture.feed, "\uFEFF" + body).models)
                .isEqualTo(CollectedList.read(fixture.feed, body).models);
    }

    @Test
    void slugsAndAliases_areUnique() {
        List<String> names = Providers.all().stream()
                .flatMap(p -> Stream.concat(Stream.of(p.slug().value()), p.aliases().stream()))
                .toList();

        assertThat(names).doesNotHaveDuplicates();
    }
}

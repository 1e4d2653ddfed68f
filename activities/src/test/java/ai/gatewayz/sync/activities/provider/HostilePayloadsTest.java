package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases of docs/cases/payloads.md, each against every feed that they apply to: a bad record or value is refused with its
 * reason, and the good records beside it come out as ever. The others are held by the tests with their tags.
 */
class HostilePayloadsTest {
    /** Texts of whole bodies that are no list. */
    private static final Map<String, String> BODIES = bodies();

    /** Values of an id, as JSON, that are no id; null stands for a missing field. */
    private static final Map<String, String> IDS = ids();

    /** Values of a price field, as JSON, that must be refused and counted. */
    private static final Map<String, String> BAD_PRICES = badPrices();

    /** Values of any other field, as JSON: the model stays. */
    private static final Map<String, String> ODD_VALUES = oddValues();

    private static Map<String, String> bodies() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("P1 HTML", "<!DOCTYPE html><html><body>Just a moment</body></html>");
        cases.put("P2 empty", "");
        cases.put("P2 white space", " \n\t");
        cases.put("P3 null", "null");
        cases.put("P5 error object", "{\"error\":{\"message\":\"no\"}}");
        cases.put("P5 error text beside a list", "{\"error\":\"no\",\"data\":[],\"models\":[],\"result\":[]}");
        cases.put("P6 number", "12");
        cases.put("P6 text", "\"data\"");
        cases.put("P15 depth of 100,000", "[".repeat(100_000));
        cases.put("P15 depth of objects", "{\"data\":".repeat(50_000) + "1" + "}".repeat(50_000));
        cases.put("P25 comment", "/* list */ [{\"id\":\"a\"}]");
        cases.put("P25 single quotes", "{'data':[{'id':'a'}]}");
        cases.put("P25 NaN", "[{\"id\":\"a\",\"x\":NaN}]");
        cases.put("P25 unquoted name", "{data:[]}");
        cases.put("P25 trailing comma", "[{\"id\":\"a\"},]");
        cases.put("P25 leading zero", "[{\"id\":\"a\",\"x\":012}]");
        cases.put("P25 control character", "[{\"id\":\"a\u0001\"}]");
        cases.put("P25 bad escape", "[{\"id\":\"\\x41\"}]");
        cases.put("P25 half a surrogate escape", "[{\"id\":\"\\ud8\"}]");
        return cases;
    }

    private static Map<String, String> ids() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("P26 null", "null");
        cases.put("P26 empty", "\"\"");
        cases.put("P26 blank", "\"  \"");
        cases.put("P26 number", "7");
        cases.put("P26 boolean", "true");
        cases.put("P26 object", "{\"id\":\"x\"}");
        cases.put("P26 array", "[\"x\"]");
        cases.put("P27 513 bytes", "\"" + "x".repeat(513) + "\"");
        cases.put("P27 10 KB", "\"" + "x".repeat(10_240) + "\"");
        cases.put("P28 NUL", "\"a\\u0000b\"");
        cases.put("P28 CR LF", "\"a\\r\\nb\"");
        cases.put("P28 tab", "\"a\\tb\"");
        cases.put("P28 zero width", "\"a\u200bb\"");
        cases.put("P28 right to left", "\"a\u202eb\"");
        cases.put("P28 lone surrogate", "\"a\\ud800b\"");
        cases.put("P28 edge space", "\" a\"");
        return cases;
    }

    private static Map<String, String> badPrices() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("P46 currency sign", "\"$0.50\"");
        cases.put("P47 decimal comma", "\"1,5\"");
        cases.put("P47 thousands", "\"1,234.5\"");
        cases.put("P50 free", "\"free\"");
        cases.put("P50 N/A", "\"N/A\"");
        cases.put("P50 dash", "\"-\"");
        cases.put("P52 negative", "-0.000001");
        cases.put("P52 negative text", "\"-0.5\"");
        cases.put("P54 NaN", "\"NaN\"");
        cases.put("P54 Infinity", "\"Infinity\"");
        cases.put("P55 1e400", "1e400");
        cases.put("P55 1e100000000", "1e100000000");
        cases.put("P55 1e-400", "1e-400");
        cases.put("P58 boolean", "true");
        cases.put("P58 array", "[0.5]");
        cases.put("P58 object", "{\"usd\":0.5}");
        cases.put("P67 41 digits", "0." + "1".repeat(41));
        return cases;
    }

    private static Map<String, String> oddValues() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put("P34 10 KB", "\"" + "n".repeat(10_240) + "\"");
        cases.put("P34 script", "\"<script>alert(1)</script>\"");
        cases.put("P36 zero", "0");
        cases.put("P36 minus one", "-1");
        cases.put("P36 128k", "\"128k\"");
        cases.put("P36 128,000", "\"128,000\"");
        cases.put("P36 fraction", "128000.7");
        cases.put("P36 2^63", "9223372036854775808");
        cases.put("P36 1e400", "1e400");
        cases.put("P38 null", "null");
        cases.put("P40 true as text", "\"true\"");
        cases.put("P40 one", "1");
        cases.put("P44 array", "[1,\"x\",null]");
        cases.put("P44 object", "{\"x\":1}");
        return cases;
    }

    static Stream<Arguments> bodiesOfFeeds() throws IOException {
        return cross(BODIES);
    }

    static Stream<Arguments> idsOfFeeds() throws IOException {
        return cross(IDS);
    }

    static Stream<Arguments> badPricesOfFeeds() throws IOException {
        return cross(BAD_PRICES).filter(a -> ((SpareRecord) a.get()[0]).fixture.quotesInItsRecords());
    }

    static Stream<Arguments> oddValuesOfFeeds() throws IOException {
        return cross(ODD_VALUES);
    }

    private static Stream<Arguments> cross(Map<String, String> cases) throws IOException {
        return SpareRecord.all().stream().flatMap(sample -> cases.entrySet().stream()
                .map(bad -> Arguments.of(sample, bad.getKey(), bad.getValue())));
    }

    @Tag("P1")
    @Tag("P2")
    @Tag("P3")
    @Tag("P5")
    @Tag("P6")
    @Tag("P15")
    @Tag("P25")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("bodiesOfFeeds")
    void bodiesThatAreNoList_areRefused(SpareRecord sample, String name, String body) {
        assertThatThrownBy(() -> CollectedList.read(sample.fixture.feed, body))
                .as(name)
                .isInstanceOf(MalformedCatalogException.class);
    }

    @Tag("P26")
    @Tag("P27")
    @Tag("P28")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("idsOfFeeds")
    void idsThatAreNone_areSkippedBesideGoodRecords(SpareRecord sample, String name, String json) throws IOException {
        CollectedList list = sample.readWith(
                copy -> {
                    // A feed with several names for the id must not find another one.
                    if (sample.fixture.provider.slug().value().equals("modelz")) {
                        SpareRecord.ID_FIELDS.forEach(copy::remove);
                    }
                    copy.put(sample.idField, SpareRecord.HOLE);
                },
                json);

        sample.hasGoodModels(list);
        assertThat(list.models).hasSameSizeAs(sample.fixture.readFirstPage().models);
        int before = sample.fixture.readFirstPage().skipped();
        assertThat(list.skipped()).as(name).isEqualTo(before + 1);
        assertThat(list.skips.getOrDefault(SkipReason.NO_ID, 0) + list.skips.getOrDefault(SkipReason.INVALID_ID, 0))
                .as(name)
                .isEqualTo(1 + sample.fixture.readFirstPage().skips.getOrDefault(SkipReason.NO_ID, 0));
    }

    @Tag("P46")
    @Tag("P47")
    @Tag("P50")
    @Tag("P52")
    @Tag("P54")
    @Tag("P55")
    @Tag("P58")
    @Tag("P67")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badPricesOfFeeds")
    void badPrices_areRefusedAndCounted(SpareRecord sample, String name, String json) throws IOException {
        int tried = 0;
        for (PriceField field : sample.fixture.feed.priceFields()) {
            int[] replaced = {0};
            CollectedList list = sample.readWith(
                    copy -> replaced[0] = ProviderFixture.replace(copy, field.path(), SpareRecord.HOLE), json);
            if (replaced[0] == 0) {
                continue;
            }
            sample.hasGoodModels(list);
            CatalogModel model = list.model(SpareRecord.OTHER_ID);
            if (model.pricing()
                    .equals(sample.undamaged.model(SpareRecord.OTHER_ID).pricing())) {
                // A floor beside a real offer, which is not read.
                continue;
            }
            tried++;
            String text = json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
            assertThat(model.pricing().components())
                    .as("%s %s", name, field.path())
                    .allMatch(c -> !c.quote().text().equals(text))
                    .allMatch(c -> c.price().usd().signum() > 0);
            assertThat(list.refusals.get(list.models.indexOf(model)))
                    .as("%s %s", name, field.path())
                    .isNotEmpty();
            assertThat(model.pricing().state()).as("%s %s", name, field.path()).isNotEqualTo(PriceState.FREE);
        }
        assertThat(tried).as("fields that the record quotes").isPositive();
    }

    static Stream<SpareRecord> priced() throws IOException {
        return SpareRecord.all().stream().filter(sample -> sample.fixture.quotesInItsRecords());
    }

    @Tag("P49")
    @Tag("P51")
    @Tag("P53")
    @ParameterizedTest
    @MethodSource("priced")
    void nothingMinusOneAndZero_areNeverAPrice(SpareRecord sample) throws IOException {
        for (String json : List.of("null", "\"\"", "\"  \"", "-1", "\"-1\"", "0", "\"0\"", "0.0", "-0")) {
            for (PriceField field : sample.fixture.feed.priceFields()) {
                CollectedList list =
                        sample.readWith(copy -> ProviderFixture.replace(copy, field.path(), SpareRecord.HOLE), json);
                sample.hasGoodModels(list);
                CatalogModel model = list.model(SpareRecord.OTHER_ID);
                assertThat(model.pricing().components())
                        .as("%s %s", json, field.path())
                        .allMatch(c ->
                                c.price().usd().signum() > 0 || model.pricing().state() == PriceState.FREE);
            }
        }
    }

    @Tag("P68")
    @ParameterizedTest
    @MethodSource("priced")
    void pricesNestedOnceMore_loseNoModel(SpareRecord sample) throws IOException {
        CollectedList nested = sample.read(copy -> {
            for (String name : List.of("pricing", "pricings", "metadata", "endpoints", "providers")) {
                JsonNode value = copy.get(name);
                if (value != null && value.isObject()) {
                    copy.putObject(name).set(name, value);
                }
            }
        });
        sample.hasGoodModels(nested);
        assertThat(nested.model(SpareRecord.OTHER_ID).name()).isNotBlank();
    }

    @Tag("P34")
    @Tag("P36")
    @Tag("P38")
    @Tag("P40")
    @Tag("P44")
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("oddValuesOfFeeds")
    void oddValuesOfOtherFields_loseNoModel(SpareRecord sample, String name, String json) throws IOException {
        ObjectNode record =
                (ObjectNode) ProviderFixture.records(sample.fixture.tree()).get(sample.record);
        for (String field : record.properties().stream().map(Map.Entry::getKey).toList()) {
            boolean decides = List.of(
                            "availability", "status", "active", "kind", "type", "providers", "endpoints", "metadata")
                    .contains(field);
            if (field.equals(sample.idField) || decides) {
                continue;
            }
            CollectedList list = sample.readWith(copy -> copy.put(field, SpareRecord.HOLE), json);
            sample.hasGoodModels(list);
            CatalogModel model = list.model(SpareRecord.OTHER_ID);
            assertThat(model.name().length()).as("%s %s", name, field).isBetween(1, 512);
            assertThat(model.contextLength() == null || model.contextLength() >= 1)
                    .isTrue();
            assertThat(model.metadata().values()).allMatch(v -> v.length() <= 2_048);
        }
    }

    /** Identity is the provider's id alone. */
    @Tag("P28")
    @ParameterizedTest
    @MethodSource("priced")
    void oddButStorableIds_areVerbatim(SpareRecord sample) throws IOException {
        for (String id : List.of(
                "A/b:free", "../etc/passwd", "a%2Fb", "it's \\\"so\\\"", "mod\u00e8le", "\ud83d\ude80-1", "x--;drop")) {
            CollectedList list = sample.readWith(copy -> copy.put(sample.idField, SpareRecord.HOLE), "\"" + id + "\"");
            assertThat(list.models.stream().map(CatalogModel::providerModelId)).contains(id.replace("\\\"", "\""));
        }
    }

    /** Byte by byte at a few places: cut or damaged UTF-8 is never a shorter list. */
    @Tag("P8")
    @Tag("P12")
    @ParameterizedTest
    @MethodSource("priced")
    void damagedBytes_areRefused(SpareRecord sample) {
        byte[] body = sample.fixture.firstPage();
        for (int at = body.length - 2; at > body.length - 40 && at > 0; at--) {
            byte[] cut = Arrays.copyOf(body, at);
            if (new String(cut, StandardCharsets.UTF_8).strip().length()
                    < new String(body, StandardCharsets.UTF_8).strip().length()) {
                assertThatThrownBy(() -> CollectedList.read(sample.fixture.feed, cut, 1))
                        .isInstanceOf(MalformedCatalogException.class);
            }
        }
    }
}

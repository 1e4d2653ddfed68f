package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider says of a price and its feed passes by is told on the model, wherever in the record it stands. */
class UnreadTermsTest {
    private static final String TERM = "zz_surcharge_usd";

    /** Each whose records are read one by one, also where it quotes no price. */
    static Stream<Provider> providers() throws IOException {
        return ProviderContractTest.fixtures()
                .map(fixture -> fixture.provider)
                .filter(provider -> provider.paging().idField() == null);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void unknownTermAtEachPricePath_isReportedOnEachModel(Provider provider) throws IOException {
        ProviderFixture fixture = ProviderFixture.of(provider);
        Map<String, List<String>> expected = new LinkedHashMap<>();
        Map<String, CatalogModel> changed = byId(fixture.readFirstPage(tree -> ProviderFixture.records(tree)
                .forEach(record -> expected.put(idOf(fixture, record), inject(fixture, record)))));

        int reported = 0;
        for (Map.Entry<String, List<String>> one : expected.entrySet()) {
            CatalogModel model = changed.get(one.getKey());
            if (model != null && !one.getValue().isEmpty()) {
                assertThat(model.pricing().unread()).as(one.getKey()).containsAll(one.getValue());
                assertThat(model.pricing().isComplete()).isFalse();
                assertThat(model.pricing().state()).isNotEqualTo(PriceState.FREE);
                reported += one.getValue().size();
            }
        }
        assertThat(reported).isPositive();
        System.out.println(
                provider.slug() + ": " + reported + " unknown terms on " + changed.size() + " models reported");
    }

    private static Map<String, CatalogModel> byId(CollectedList list) {
        return list.models.stream()
                .collect(Collectors.toMap(CatalogModel::providerModelId, Function.identity(), (one, other) -> one));
    }

    /** The id that the feed makes of a record. */
    private static String idOf(ProviderFixture fixture, JsonNode record) {
        try {
            CollectedList one = fixture.readFirstPage(tree -> {
                JsonNode copy = record.deepCopy();
                ProviderFixture.records(tree).removeAll();
                ProviderFixture.records(tree).add(copy);
            });
            return one.models.isEmpty() ? "skipped" : one.models.get(0).providerModelId();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a term into the record, also where its provider quotes no price, and into every object that holds one. */
    private static List<String> inject(ProviderFixture fixture, JsonNode record) {
        List<String> pointers = new ArrayList<>();
        inject(record, "", "", pointers);
        for (PriceField field : fixture.feed.priceFields()) {
            int end = field.path().lastIndexOf('.');
            inject(record, end < 0 ? "" : field.path().substring(0, end), "", pointers);
        }
        return pointers;
    }

    private static void inject(JsonNode at, String path, String pointer, List<String> pointers) {
        if (path.isEmpty()) {
            if (at instanceof ObjectNode object && !object.has(TERM)) {
                object.put(TERM, "0.5");
                pointers.add(pointer + "/" + TERM);
            }
            return;
        }
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        if (name.endsWith("[]")) {
            String array = name.substring(0, name.length() - 2);
            for (int i = 0; i < at.path(array).size(); i++) {
                inject(at.path(array).get(i), rest, pointer + "/" + array + "/" + i, pointers);
            }
        } else {
            inject(at.path(name), rest, pointer + "/" + name, pointers);
        }
    }

    private static Pricing overridden(String name, String value) throws IOException {
        Provider openRouter = providers()
                .filter(provider -> provider.slug().value().equals("openrouter"))
                .findFirst()
                .orElseThrow();
        CollectedList list = ProviderFixture.of(openRouter).readFirstPage(tree -> {
            ObjectNode record = (ObjectNode) ProviderFixture.records(tree).get(0);
            ProviderFixture.records(tree).removeAll();
            ProviderFixture.records(tree).add(record);
            ObjectNode pricing =
                    record.putObject("pricing").put("prompt", "0.000001").put("completion", "0.000002");
            ObjectNode entry = pricing.putArray("overrides").addObject();
            entry.put("min_prompt_tokens", 1000).put("prompt", "0.000009");
            if (value.matches("[0-9]+")) {
                entry.put(name, Long.parseLong(value));
            } else if (!name.isEmpty()) {
                entry.put(name, value);
            }
        });
        return list.models.get(0).pricing();
    }

    @Test
    void entryWithAnUnknownCondition_isNotAppliedAndReported() throws IOException {
        assertThat(overridden("", "").components()).hasSize(3);

        Pricing unknown = overridden("max_output_tokens", "500");

        assertThat(unknown.components()).hasSize(2);
        assertThat(unknown.unread())
                .containsExactly(
                        "/pricing/overrides/0/max_output_tokens",
                        "/pricing/overrides/0/min_prompt_tokens",
                        "/pricing/overrides/0/prompt");
    }

    @Test
    void malformedWindow_isNotAppliedAndReported() throws IOException {
        assertThat(overridden("utc_start", "2561").components()).hasSize(2);
        assertThat(overridden("utc_start", "2561").unread())
                .contains("/pricing/overrides/0/prompt")
                .doesNotContain("/pricing/prompt");
        assertThat(overridden("utc_days", "someday").unread()).contains("/pricing/overrides/0/prompt");
    }

    @Test
    void window_isAConditionOfTheEntry() throws IOException {
        Pricing pricing = overridden("utc_start", "1630");

        assertThat(pricing.isComplete()).isTrue();
        assertThat(pricing.components().get(0).condition().terms())
                .hasToString("{from=16:30, min_prompt_tokens=1000, to=24:00, zone=UTC}");
        assertThat(pricing.components().get(0).precedence()).isEqualTo(1);
    }
}

package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An entry that applies under conditions, such as a tier or a window, is not applied when it has one that nobody reads, whatever
 * provider lists it.
 */
class UnreadConditionsTest {
    private static final String CONDITION = "zz_only_for";

    /** Terms that entries of lists state; offers and variants are models of their own beside each other. */
    private static final Set<String> TERMS =
            Set.of("min_prompt_tokens", "max_prompt_tokens", "from", "starts_at", "ends_at", "region", "service_tier");

    /** Providers whose lists have such entries; one that goes from here went from the test. */
    private static final Set<String> LISTING =
            Set.of("openrouter", "kilo", "novita", "helicone", "vercel-ai-gateway", "venice", "zenmux");

    @Test
    @Tag("G27")
    void entryWithAnUnknownCondition_isNotAppliedButReported_whoeverListsIt() throws IOException {
        Map<String, Integer> injected = new LinkedHashMap<>();
        for (Provider provider : UnreadTermsTest.providers().toList()) {
            ProviderFixture fixture = ProviderFixture.of(provider);
            int entries = 0;
            for (JsonNode record : ProviderFixture.records(fixture.tree())) {
                entries += check(fixture, record);
            }
            if (entries > 0) {
                injected.put(provider.slug().value(), entries);
            }
        }
        System.out.println("entries with an unknown condition, none of them applied: " + injected + ", "
                + injected.values().stream().mapToInt(Integer::intValue).sum() + " in all");
        assertThat(injected.keySet()).containsAll(LISTING);
    }

    /** Puts a condition into each conditional object of a record, one at a time; how many there are. */
    private static int check(ProviderFixture fixture, JsonNode record) throws IOException {
        Set<String> objects = new TreeSet<>();
        for (CatalogModel model : read(fixture, record)) {
            objects.addAll(conditional(model.pricing().components(), record));
        }
        for (String object : objects) {
            JsonNode changed = record.deepCopy();
            ((ObjectNode) changed.at(object)).put(CONDITION, "night owls");
            for (CatalogModel model : read(fixture, changed)) {
                String where = fixture + " " + model.providerModelId() + " " + object;
                assertThat(model.pricing().components()).as(where).noneMatch(line -> String.valueOf(
                                line.quote().pointer())
                        .startsWith(object + "/"));
                assertThat(model.pricing().unread()).as(where).contains(object + "/" + CONDITION);
            }
        }
        return objects.size();
    }

    private static List<CatalogModel> read(ProviderFixture fixture, JsonNode record) throws IOException {
        return fixture.readFirstPage(tree -> {
                    ProviderFixture.records(tree).removeAll();
                    ProviderFixture.records(tree).add(record);
                })
                .models;
    }

    /** Offers are records of their own, with fields about anything. */
    private static boolean isConditional(PriceComponent line) {
        Set<String> terms = line.condition().terms().keySet();
        return !Collections.disjoint(terms, TERMS) && !terms.equals(Set.of("offer", "service_tier"));
    }

    /** Pointers of the largest objects that hold prices under conditions and none without. */
    private static Collection<String> conditional(List<PriceComponent> components, JsonNode record) {
        List<String> always = pointers(components, line -> !isConditional(line));
        Set<String> objects = new TreeSet<>();
        for (String pointer : pointers(components, UnreadConditionsTest::isConditional)) {
            String entry = entry(pointer, always, record);
            if (!entry.isEmpty()) {
                objects.add(entry);
            }
        }
        return objects;
    }

    /** The element of a list that a price is in, else the largest object; empty where that holds prices without conditions. */
    private static String entry(String pointer, List<String> always, JsonNode record) {
        String entry = "";
        for (int end = pointer.lastIndexOf('/'); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
            String above = pointer.substring(0, end);
            boolean isBase = always.stream().anyMatch(other -> other.startsWith(above + "/"));
            if (above.matches(".*/[0-9]+")) {
                return isBase ? "" : above;
            }
            // An object of objects only is a list of entries by name.
            boolean isEntry = record.at(above).valueStream().anyMatch(JsonNode::isValueNode);
            entry = !isBase && isEntry ? above : entry;
        }
        return entry;
    }

    private static List<String> pointers(
            List<PriceComponent> components, java.util.function.Predicate<PriceComponent> which) {
        return components.stream()
                .filter(which)
                .flatMap(line -> Stream.ofNullable(line.quote().pointer()))
                .map(Objects::requireNonNull)
                .toList();
    }
}

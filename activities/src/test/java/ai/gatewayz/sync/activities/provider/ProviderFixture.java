package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A provider's self-written list in its real wire shape, what must come out of it, and ways to damage it. */
final class ProviderFixture {
    static final String CSV_HEADER = "id,state,kind,unit,condition,price";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** Price lists of clouds, where a record is a meter and several of them make a model. */
    private static final Set<String> METERED = Set.of("azure", "amazon-bedrock");

    final Provider provider;
    final ModelFeed feed;
    private final List<byte[]> pages;
    private @Nullable CollectedList firstPageRead;

    private ProviderFixture(Provider provider, ModelFeed feed, List<byte[]> pages) {
        this.provider = provider;
        this.feed = feed;
        this.pages = pages;
    }

    static ProviderFixture of(Provider provider) throws IOException {
        ModelFeed feed = Objects.requireNonNull(provider.feed(), () -> provider + " has no feed");
        List<byte[]> pages = new ArrayList<>();
        for (int number = 1; number == 1 || resource(provider, page(number)) != null; number++) {
            byte[] body = resource(provider, page(number));
            if (body == null) {
                throw new AssertionError("write src/test/resources/providers/" + provider + "/" + page(number));
            }
            pages.add(body);
        }
        return new ProviderFixture(provider, feed, pages);
    }

    private static String page(int number) {
        return number == 1 ? "models.json" : "models." + number + ".json";
    }

    private static byte @Nullable [] resource(Provider provider, String name) throws IOException {
        String path = "/providers/" + provider.slug() + "/" + name;
        try (InputStream in = ProviderFixture.class.getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /** Whether prices are in the list's own records; of a second list they are damaged by its feed's own test. */
    boolean quotesInItsRecords() {
        return !feed.priceFields().isEmpty() && provider.paging().idField() == null && hasModelPerRecord();
    }

    /** Whether each record is a model; what several of them say together is damaged by their feed's own test. */
    boolean hasModelPerRecord() {
        return !METERED.contains(provider.slug().value());
    }

    /** The whole list, all pages. */
    CollectedList read() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] page : pages) {
            body.write(page);
        }
        return CollectedList.read(feed, body.toByteArray(), pages.size());
    }

    /** The records of every page. */
    List<JsonNode> allRecords() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (byte[] page : pages) {
            records(JSON.readTree(page)).forEach(all::add);
        }
        return all;
    }

    /** Every page. */
    List<byte[]> pages() {
        return List.copyOf(pages);
    }

    /** The first page. */
    byte[] firstPage() {
        return pages.get(0).clone();
    }

    /** The first page unchanged; it is written anew like the changed ones, because that may alter a number's text. */
    CollectedList readFirstPage() throws IOException {
        CollectedList read = firstPageRead;
        if (read == null) {
            // Once: thousands of damaged lists are compared with it.
            read = readFirstPage(tree -> {});
            firstPageRead = read;
        }
        return read;
    }

    /** The first page after a change of its tree. */
    CollectedList readFirstPage(Consumer<JsonNode> change) throws IOException {
        return CollectedList.read(feed, firstPage(change));
    }

    String firstPage(Consumer<JsonNode> change) throws IOException {
        JsonNode tree = JSON.readTree(pages.get(0));
        change.accept(tree);
        return JSON.writeValueAsString(tree);
    }

    JsonNode tree() throws IOException {
        return JSON.readTree(pages.get(0));
    }

    boolean isTopLevelArray() throws IOException {
        return tree().isArray();
    }

    /** The records of a page's tree: the largest array at the top or at most two objects below it. */
    static ArrayNode records(JsonNode tree) {
        return arrays(tree, 0)
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow(() -> new AssertionError("a fixture without a list"));
    }

    private static Stream<ArrayNode> arrays(JsonNode node, int depth) {
        if (node instanceof ArrayNode array) {
            return Stream.of(array);
        }
        return depth == 2 ? Stream.empty() : node.valueStream().flatMap(child -> arrays(child, depth + 1));
    }

    /**
     * Replaces every value at a dotted path, where {@code []} after a name stands for each element of an array.
     *
     * @return how many scalars were replaced
     */
    static int replace(JsonNode at, String path, String text) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        boolean each = name.endsWith("[]");
        String field = each ? name.substring(0, name.length() - 2) : name;
        JsonNode child = at.path(field);
        if (dot < 0) {
            boolean replaceable = at.isObject() && child.isValueNode() && !child.isNull();
            if (replaceable) {
                ((ObjectNode) at).put(field, text);
            }
            return replaceable ? 1 : 0;
        }
        String rest = path.substring(dot + 1);
        return each
                ? child.valueStream()
                        .mapToInt(element -> replace(element, rest, text))
                        .sum()
                : replace(child, rest, text);
    }

    /** What must come out, as lines of {@code expected.csv} without its header. */
    List<String> expected() throws IOException {
        byte[] csv = resource(provider, "expected.csv");
        if (csv == null) {
            throw new AssertionError("write src/test/resources/providers/" + provider + "/expected.csv");
        }
        List<String> lines = new String(csv, StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
        if (!lines.get(0).equals(CSV_HEADER)) {
            throw new AssertionError("expected.csv must begin with " + CSV_HEADER);
        }
        return lines.subList(1, lines.size());
    }

    /** The lines that a list gives: one per component, one for a model without components. */
    static List<String> lines(CollectedList list) {
        return list.models.stream().flatMap(ProviderFixture::lines).toList();
    }

    private static Stream<String> lines(CatalogModel model) {
        String head = model.providerModelId() + "," + model.pricing().state().key() + ",";
        List<PriceComponent> components = model.pricing().components();
        return components.isEmpty()
                ? Stream.of(head + ",,,")
                : components.stream()
                        .map(c -> head + c.kind().key() + "," + c.unit().key() + "," + condition(c) + ","
                                + c.price().toPlainString());
    }

    private static String condition(PriceComponent component) {
        return component.condition().terms().entrySet().stream()
                .map(term -> term.getKey() + "=" + term.getValue())
                .collect(Collectors.joining(";"));
    }

    @Override
    public String toString() {
        return provider.toString();
    }
}

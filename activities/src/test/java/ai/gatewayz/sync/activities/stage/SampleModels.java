package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Models as feeds hand them over. */
public final class SampleModels {
    private static final Capabilities CHAT = new Capabilities(true, true, false, null, null, null);

    private SampleModels() {}

    /** An ordinary model at one and two dollars per million tokens. */
    public static CatalogModel model(String id) {
        return priced(id, "0.000001", "0.000002");
    }

    /** Models {@code m1} to {@code m<count>}. */
    public static CatalogModel[] models(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> model("m" + n)).toArray(CatalogModel[]::new);
    }

    /** A model with dollars per token. */
    public static CatalogModel priced(String id, String input, String output) {
        return with(
                id,
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, input)
                        .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, output)
                        .build());
    }

    /** A model with a price. */
    public static CatalogModel with(String id, Pricing pricing) {
        return new CatalogModel(
                id,
                id,
                "Model " + id,
                "A model",
                null,
                8_192L,
                1_024L,
                new Modalities(List.of("text", "image"), List.of("text")),
                CHAT,
                null,
                null,
                new TreeMap<>(Map.of("family", "sample")),
                pricing);
    }

    /** The same model with another context length. */
    public static CatalogModel withContext(CatalogModel m, long contextLength) {
        return new CatalogModel(
                m.providerModelId(),
                m.modelId(),
                m.name(),
                m.description(),
                m.kind(),
                contextLength,
                m.maxOutputTokens(),
                m.modalities(),
                m.capabilities(),
                m.createdAt(),
                m.deprecatedAt(),
                m.metadata(),
                m.pricing());
    }

    /** A model about which only id, name and price are told. */
    public static CatalogModel bare(String id) {
        return new CatalogModel(
                id,
                id,
                "Model " + id,
                null,
                null,
                null,
                null,
                Modalities.UNDECLARED,
                Capabilities.UNDECLARED,
                null,
                null,
                new TreeMap<>(),
                model(id).pricing());
    }

    /** A model of which only the output is declared. */
    public static CatalogModel withOutput(String id, String output) {
        return new CatalogModel(
                id,
                id,
                "Model " + id,
                null,
                null,
                null,
                null,
                new Modalities(List.of(), List.of(output)),
                Capabilities.UNDECLARED,
                null,
                null,
                new TreeMap<>(),
                model(id).pricing());
    }

    /** A model with texts that COPY, arrays and JSON have to carry unharmed. */
    public static CatalogModel withTexts(
            String id, String name, @Nullable String description, Map<String, String> metadata) {
        return new CatalogModel(
                id,
                id,
                name,
                description,
                null,
                8_192L,
                null,
                new Modalities(List.of("{text}", "a,b", "say \"x\"", "back\\slash", "null"), List.of("text")),
                Capabilities.UNDECLARED,
                null,
                null,
                new TreeMap<>(metadata),
                model(id).pricing());
    }
}

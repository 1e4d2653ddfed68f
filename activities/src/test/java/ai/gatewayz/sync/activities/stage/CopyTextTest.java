package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CopyTextTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "tab\there",
                "line\nbreak\r\nand return\r",
                "back\\slash \\t \\n \\\\",
                "\\N",
                "\\.",
                "\"double\" 'single' `tick`",
                "{braces} [brackets], commas",
                "emoji \uD83D\uDE80 \u00E9 \u4E2D\u6587 \u202Ertl",
                "control \u0001 \u000B \u007F",
                "$1 ${x} :name ?",
                " edges "
            })
    void text_arrivesAsItIs(String text) {
        catalog.sync(SampleModels.withTexts("a", text, text, Map.of("k", text, text, "v")));

        assertThat(catalog.text("SELECT model_name FROM catalog_models")).isEqualTo(text);
        assertThat(catalog.text("SELECT description FROM catalog_models")).isEqualTo(text);
        assertThat(catalog.text("SELECT metadata->>'k' FROM catalog_models")).isEqualTo(text.equals("k") ? "v" : text);
        assertThat(catalog.jdbi.<String, RuntimeException>withHandle(
                        h -> h.createQuery("SELECT metadata->>:key FROM catalog_models")
                                .bind("key", text)
                                .mapTo(String.class)
                                .one()))
                .isEqualTo("v");
    }

    @Test
    void arrayWords_arriveAsTheyAre() {
        catalog.sync(SampleModels.withTexts("a", "n", null, Map.of()));
        assertThat(catalog.texts("SELECT unnest(input_modalities) FROM catalog_models"))
                .containsExactly("a,b", "back\\slash", "null", "say \"x\"", "{text}");
        assertThat(catalog.number("SELECT count(*) FROM catalog_models WHERE description IS NULL"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b:free", "\\N", "it's", "100%", "a\\b", "\uD83D\uDE80", "@cf/meta/x", "x{y}"})
    void ids_areStoredVerbatimAndFoundAgain(String id) {
        catalog.sync(SampleModels.model(id));
        assertThat(catalog.text("SELECT provider_model_id FROM catalog_models")).isEqualTo(id);
        assertThat(catalog.sync(SampleModels.model(id)).counts().unchanged()).isEqualTo(1);
    }

    @Test
    void instantsAndFlags_arriveExactly() {
        CatalogModel m = SampleModels.model("a");
        Instant created = Instant.parse("2025-02-28T23:59:59.123456Z");
        catalog.sync(new CatalogModel(
                m.providerModelId(),
                m.modelId(),
                m.name(),
                m.description(),
                null,
                Long.MAX_VALUE,
                1L,
                m.modalities(),
                m.capabilities(),
                created,
                Instant.EPOCH,
                new TreeMap<>(),
                m.pricing()));
        assertThat(
                        catalog.texts(
                                "SELECT provider_created_at = '2025-02-28 23:59:59.123456+00' AND deprecated_at ="
                                        + " '1970-01-01 00:00:00+00' AND context_length = 9223372036854775807 AND supports_streaming AND"
                                        + " NOT supports_vision AND supports_reasoning IS NULL AND metadata = '{}' FROM catalog_models"))
                .isEqualTo(List.of("t"));
    }
}

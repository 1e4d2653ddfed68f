package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AihubmixTest {
    private static MapperRun tiered(String... tiers) {
        return MapperRun.of(
                new Aihubmix(),
                "{\"model_id\":\"sedge\",\"types\":\"llm\",\"pricing\":{\"input\":0.5,\"tiers\":["
                        + String.join(",", tiers) + "]}}");
    }

    @Test
    void tier_isForPromptsAboveItsSize() {
        MapperRun run = tiered("{\"tier\":{\"size\":32000},\"input\":0.7}");

        assertThat(MapperRun.prices(run.models.get(0)))
                .containsExactly("input/token {min_prompt_tokens=32001} 0.0000007", "input/token 0.0000005");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tier\":{\"type\":\"output\",\"size\":64000},\"input\":0.9}",
                "{\"tier\":{\"size\":64000,\"days\":\"mon\"},\"input\":0.9}",
                "{\"tier\":{\"size\":64000},\"input\":0.9,\"region\":\"eu\"}",
                "{\"tier\":{\"size\":32000},\"input\":0.9}",
                "{\"tier\":{\"size\":1000},\"input\":0.9}",
                "{\"input\":0.9}"
            })
    void tierThatCannotBeRead_endsTheTiersAndIsReported(String second) {
        MapperRun run = tiered("{\"tier\":{\"size\":32000},\"input\":0.7}", second);

        assertThat(MapperRun.prices(run.models.get(0))).hasSize(2);
        assertThat(run.refusals).containsExactly(PriceRefusal.TIERS);
        assertThat(run.models.get(0).pricing().unread()).contains("/pricing/tiers/1/input");
    }

    @ParameterizedTest
    @CsvSource({"8191, 8191,", "8192, , 8192", "9000, , 9000", "0, ,"})
    void outputLimitFromTheContextOn_isUnknown(String said, Long limit, String noted) {
        CatalogModel model = MapperRun.model(
                new Aihubmix(), "{\"model_id\":\"sedge\",\"context_length\":8192,\"max_output\":" + said + "}");

        assertThat(model.maxOutputTokens()).isEqualTo(limit);
        assertThat(model.metadata().get("max_output_tokens")).isEqualTo(noted);
    }

    @Test
    void flags_goBeforeFeatureWords() {
        CatalogModel model = MapperRun.model(
                new Aihubmix(),
                "{\"model_id\":\"sedge\",\"features\":\"thinking\",\"reasoning\":false,\"tool_call\":true,"
                        + "\"output_modalities\":\"text,image\",\"retire_stage\":\"deprecated\"}");

        assertThat(model.capabilities().reasoning()).isFalse();
        assertThat(model.capabilities().functionCalling()).isTrue();
        assertThat(model.modalities().output()).containsExactly("image", "text");
        assertThat(model.metadata()).containsEntry("deprecated", "true");
    }
}

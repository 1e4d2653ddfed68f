package ai.gatewayz.sync.activities.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.provider.ReferenceFeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceReaderTest {
    private static final Map<String, ReferenceKeys> KEYS = ReferenceFeeds.keys(Providers.all());

    private static ReferenceIndex read(ReferenceFeed feed) throws IOException {
        try (InputStream body = Objects.requireNonNull(
                ReferenceReaderTest.class.getResourceAsStream("/reference/" + feed.slug() + ".json"))) {
            return feed.read(body, KEYS);
        }
    }

    private static List<String> lines(ReferenceIndex index) {
        List<String> lines = new ArrayList<>();
        index.rows().forEach((key, row) -> row.pricing()
                .components()
                .forEach(c -> lines.add(String.join(
                        " ",
                        key.provider(),
                        key.id(),
                        row.id(),
                        c.kind().key(),
                        c.unit().key(),
                        c.price().toPlainString(),
                        c.condition().terms().toString()))));
        return lines;
    }

    @Test
    void modelsDev_isReadInDollarsPerMillion() throws IOException {
        ReferenceIndex index = read(ReferenceFeed.MODELS_DEV);

        assertThat(lines(index))
                .containsExactly(
                        "google-ai-studio sage-2 Sage-2 input token 0.0000003 {}",
                        "google-ai-studio sage-2 Sage-2 output token 0.0000025 {}",
                        "openai orb-4 Orb-4 input token 0.000005 {min_prompt_tokens=272001}",
                        "openai orb-4 Orb-4 input token 0.0000025 {}",
                        "openai orb-4 Orb-4 output token 0.0000225 {min_prompt_tokens=272001}",
                        "openai orb-4 Orb-4 output token 0.000015 {}",
                        "openai orb-4 Orb-4 cache_read token 0.0000005 {min_prompt_tokens=272001}",
                        "openai orb-4 Orb-4 cache_read token 0.00000025 {}",
                        "openai orb-4 Orb-4 cache_write token 0.000003125 {}",
                        "openai orb-4 Orb-4 reasoning token 0.000016 {}",
                        "openai orb-4 Orb-4 audio_input token 0.000032 {}",
                        "openai orb-4 Orb-4 audio_output token 0.000064 {}",
                        "openai orb-4-turbo orb-4-turbo input token 0.00001 {}",
                        "openai orb-4-turbo orb-4-turbo output token 0.00003 {}",
                        "openai orb-dear orb-dear input token 0.001 {}",
                        "openai orb-dear orb-dear output token 0.001 {}",
                        "openai orb-embed orb-embed input token 0.00000002 {}");
        assertThat(index.refused()).isEqualTo(Map.of("not_a_number", 3L, "negative", 1L, "unit_error", 1L));
    }

    @Test
    void modelsDev_saysWhatGivesNoText() throws IOException {
        String model = "\"%s\":{\"cost\":{\"input\":1},%s}";
        String modalities = "\"modalities\":{\"input\":[\"text\"],\"output\":[%s]}";
        String body = "{\"openai\":{\"id\":\"openai\",\"models\":{"
                + String.join(
                        ",",
                        model.formatted("draws", modalities.formatted("\"image\"")),
                        model.formatted("speaks", modalities.formatted("\"audio\"")),
                        model.formatted("films", modalities.formatted("\"video\"")),
                        model.formatted("embeds-or-chats", modalities.formatted("\"text\"")),
                        model.formatted("both", modalities.formatted("\"text\",\"image\"")),
                        model.formatted("typed", "\"type\":\"embedding\"," + modalities.formatted("\"text\"")))
                + "}}}";
        ReferenceIndex index =
                ReferenceFeed.MODELS_DEV.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), KEYS);
        List<String> kinds = new ArrayList<>();
        index.rows().forEach((key, row) -> kinds.add(key.id() + " " + row.kind()));

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "draws IMAGE",
                        "speaks SPEECH",
                        "films VIDEO",
                        "embeds-or-chats null",
                        "both null",
                        "typed EMBEDDING");
    }

    @Test
    void liteLlm_isReadInDollarsPerToken() throws IOException {
        ReferenceIndex index = read(ReferenceFeed.LITELLM);

        assertThat(lines(index))
                .containsExactly(
                        "alibaba plum-max dashscope/plum-max input token 0.0000024 {min_prompt_tokens=32000}",
                        "alibaba plum-max dashscope/plum-max input token 0.0000012 {}",
                        "alibaba plum-max dashscope/plum-max output token 0.000012 {min_prompt_tokens=32000}",
                        "alibaba plum-max dashscope/plum-max output token 0.000006 {}",
                        "fireworks accounts/fireworks/models/pear fireworks_ai/accounts/fireworks/models/Pear input"
                                + " token 0.0000002 {}",
                        "google-ai-studio sage-2 gemini/sage-2 input token 0.0000003 {}",
                        "google-ai-studio sage-2 gemini/sage-2 output token 0.0000025 {}",
                        "google-vertex sage-2 sage-2 input token 0.0000004 {}",
                        "openai orb-4 orb-4 input token 0.00001 {min_prompt_tokens=272001, service_tier=priority}",
                        "openai orb-4 orb-4 input token 0.000005 {min_prompt_tokens=272001}",
                        "openai orb-4 orb-4 input token 0.00000125 {service_tier=batch}",
                        "openai orb-4 orb-4 input token 0.00000125 {service_tier=flex}",
                        "openai orb-4 orb-4 input token 0.000005 {service_tier=priority}",
                        "openai orb-4 orb-4 input token 0.0000025 {}",
                        "openai orb-4 orb-4 output token 0.0000225 {min_prompt_tokens=272001}",
                        "openai orb-4 orb-4 output token 0.0000075 {service_tier=batch}",
                        "openai orb-4 orb-4 output token 0.000015 {}",
                        "openai orb-4 orb-4 cache_read token 0.00000025 {}",
                        "openai orb-4 orb-4 cache_write token 0.000003125 {}",
                        "openai orb-4 orb-4 cache_write_1h token 0.00001 {min_prompt_tokens=200001}",
                        "openai orb-4 orb-4 cache_write_1h token 0.000005 {}",
                        "openai orb-dall orb-dall image_output image 0.04 {}",
                        "openai orb-video openai/orb-video output second 0.1 {}");
        assertThat(index.refused()).isEqualTo(Map.of("not_a_number", 1L, "unit_error", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\": {\"litellm_provider\"", "{} {}", "<html>", "null", "{\"a\": {}"})
    void otherBodies_areRefused(String body) {
        for (ReferenceFeed feed : ReferenceFeed.values()) {
            assertThatThrownBy(() -> feed.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), KEYS))
                    .isInstanceOf(MalformedCatalogException.class);
        }
    }

    @Test
    void idsThatDifferOnlyInCase_areTakenOnlyWithOnePrice() throws IOException {
        String body = """
                {"openai": {"models": {"ORB": {"cost": {"input": 1}}, "orb": {"cost": {"input": 2}},
                 "SUN": {"cost": {"input": 1}}, "sun": {"cost": {"input": 1}}}}}
                """;
        ReferenceIndex index =
                ReferenceFeed.MODELS_DEV.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), KEYS);

        assertThat(lines(index)).containsExactly("openai sun SUN input token 0.000001 {}");
        assertThat(index.refused()).isEqualTo(Map.of("ambiguous", 1L));
    }

    @Test
    void feedsThatCopyAProvidersOwnList_areNoWitnesses() {
        for (String copied : List.of("openrouter", "vercel-ai-gateway", "xai")) {
            assertThat(Objects.requireNonNull(KEYS.get(copied)).modelsDev()).isNull();
        }
        assertThat(KEYS).doesNotContainKeys("huggingface", "chutes", "cloudflare-workers-ai", "venice", "featherless");
    }
}

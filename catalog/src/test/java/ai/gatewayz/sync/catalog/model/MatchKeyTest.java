package ai.gatewayz.sync.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchKeyTest {
    @Tag("G19")
    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-6, claude-opus-4.6",
        "claude-haiku-4-5-20251001, claude-haiku-4.5",
        "gpt-4, gpt-4",
        "claude-3-opus, claude-3-opus",
    })
    void spellingsOfOneModel_haveOneKey(String id, String key) {
        assertThat(MatchKey.of(id).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-opus-4.6, claude-opus-4.6",
        "anthropic/claude-opus-4-6, claude-opus-4.6",
        "claude-3-5-sonnet-20241022, claude-3.5-sonnet",
        "claude-opus-4-20250514, claude-opus-4",
        "claude-opus-4-6-thinking, claude-opus-4.6-thinking",
        "Qwen/Qwen3-235B-A22B, qwen3-235b-a22b",
        "qwen/qwen3-235b-a22b, qwen3-235b-a22b",
        "zai-org/GLM-4.5, glm-4.5",
        "z-ai/glm-4.5, glm-4.5",
        "deepseek-ai/DeepSeek-V3.1, deepseek-v3.1",
        "@cf/openai/gpt-oss-120b, gpt-oss-120b",
        "accounts/fireworks/models/glm-4p5, glm-4p5",
        "meta-llama/Llama-3.3-70B-Instruct, llama-3.3-70b-instruct",
    })
    void spellingsOfOneModel_meet(String id, String key) {
        assertThat(MatchKey.of(id).value()).isEqualTo(key);
    }

    /** Other offers and other people's models keep what tells them apart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4-turbo",
                "gpt-4o-2024-08-06",
                "claude-opus-latest",
                "gpt-oss-120b:free",
                "glm-4.5-fast",
                "kimi-k2-thinking",
                "gemini-3-pro-image",
                "someone/llama-3.3-70b-instruct",
                "~anthropic/claude-opus-latest",
                "openai/",
                "@cf/",
                "/gpt-4",
                "accounts/acme/models/glm-4p5",
                "claude-opus-4@20250514",
                "mistral-large-20251201"
            })
    void everythingElse_isKept(String id) {
        assertThat(MatchKey.of(id)).isEqualTo(new MatchKey(id, java.util.List.of()));
    }

    @Test
    void suffixes_areNeverStripped() {
        assertThat(MatchKey.of("openai/gpt-oss-120b:free").value())
                .isNotEqualTo(MatchKey.of("openai/gpt-oss-120b").value());
        assertThat(MatchKey.of("anthropic/claude-opus-4.6-fast").value())
                .isNotEqualTo(MatchKey.of("claude-opus-4-6").value());
        assertThat(MatchKey.of("anthropic/claude-opus-4.6:thinking").value())
                .isEqualTo("claude-opus-4.6:thinking")
                .isNotEqualTo(MatchKey.of("claude-opus-4-6").value());
    }

    @Test
    void rules_areTold() {
        assertThat(MatchKey.of("anthropic/claude-haiku-4-5-20251001").rules())
                .containsExactly(MatchKey.Rule.MAKER, MatchKey.Rule.CLAUDE_SNAPSHOT, MatchKey.Rule.CLAUDE_VERSION);
        assertThat(MatchKey.of("@cf/openai/gpt-oss-120b").rules())
                .containsExactly(MatchKey.Rule.COLLECTION, MatchKey.Rule.MAKER);
        assertThat(MatchKey.Rule.CLAUDE_VERSION.key()).isEqualTo("claude_version");
    }

    @Test
    void composedAndDecomposedLetters_meet() {
        assertThat(MatchKey.of("acme/caf\u00e9").value())
                .isEqualTo(MatchKey.of("acme/cafe\u0301").value());
    }
}

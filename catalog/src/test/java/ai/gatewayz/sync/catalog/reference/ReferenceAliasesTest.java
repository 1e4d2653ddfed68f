package ai.gatewayz.sync.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceAliasesTest {
    private static List<String> candidates(String provider, String id) {
        return ReferenceAliases.of(provider, id, null, List.of()).stream()
                .map(c -> c.rule() + " " + c.key())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4, literal gpt-4",
        "openai, gpt-4-turbo, literal gpt-4-turbo",
        "openai, GPT-4o, literal gpt-4o",
        "openai, gpt-4o-2024-08-06, literal gpt-4o-2024-08-06|approximate gpt-4o",
        "openai, gpt-4-0613, literal gpt-4-0613",
        "openai, gpt-4o-mini-tts-2025-12-15, literal gpt-4o-mini-tts-2025-12-15|approximate gpt-4o-mini-tts",
        "anthropic, claude-opus-4-6, literal claude-opus-4-6|dotted claude-opus-4.6",
        "anthropic, claude-opus-4.6, literal claude-opus-4.6|dotted claude-opus-4-6",
        "anthropic, claude-opus-4-5-20251101, literal claude-opus-4-5-20251101|dotted claude-opus-4.5-20251101"
                + "|undated claude-opus-4-5|undated claude-opus-4.5",
        "anthropic, claude-opus-4-20250514, literal claude-opus-4-20250514|undated claude-opus-4",
        "anthropic, claude-opus-4-6-fast, literal claude-opus-4-6-fast|dotted claude-opus-4.6-fast",
        "nebius, qwen3-32b-fast, literal qwen3-32b-fast",
        "openrouter, orb/sun:free, literal orb/sun:free",
        "moonshot, kimi-k2-thinking, literal kimi-k2-thinking",
        "mistral, mistral-small-2506, literal mistral-small-2506",
        "deepseek, ds-2024-08-06, literal ds-2024-08-06"
    })
    void candidates_areTheIdAndTheNamedRulesOnly(String provider, String id, String expected) {
        assertThat(String.join("|", candidates(provider, id))).isEqualTo(expected);
    }

    @Test
    void providersOwnAliases_comeAfterTheIdButTheRealIdBefore() {
        assertThat(ReferenceAliases.of("mistral", "orb-latest", "orb-2506", List.of("orb-latest", "orb-small")))
                .containsExactly(
                        new ReferenceAliases.Candidate("alias", "orb-2506"),
                        new ReferenceAliases.Candidate("literal", "orb-latest"),
                        new ReferenceAliases.Candidate("moving_alias", "orb-small"));
    }
}

package ai.gatewayz.sync.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestWordTest {
    private static final List<String> WORDS = List.of("groq", "xai", "openrouter", "onerouter");

    @Test
    void of_isTheNearest_notOneThatIsFarAway() {
        assertThat(NearestWord.of("grok", WORDS.stream())).contains("groq");
        assertThat(NearestWord.of("openruoter", WORDS.stream())).contains("openrouter");
        assertThat(NearestWord.of("opnrouter", WORDS.stream())).contains("openrouter");
        assertThat(NearestWord.of("anthropic", WORDS.stream())).isEmpty();
        assertThat(NearestWord.of("yz", WORDS.stream())).isEmpty();
    }
}

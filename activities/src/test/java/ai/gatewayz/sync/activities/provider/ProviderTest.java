package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    private final Provider provider =
            Provider.of("acme", "Acme").list("https://api.example.com/{ACME_ACCOUNT}/{ACME_2}", "/models?page=1");

    @Test
    void baseUrlVariables_inTheirOrder() {
        assertThat(provider.baseUrlVariables()).containsExactly("ACME_ACCOUNT", "ACME_2");
        assertThat(Provider.of("x", "X").list("https://x.example.com", "/m").baseUrlVariables())
                .isEmpty();
    }

    @Test
    void publishedListUri_fillsTheVariablesIn() {
        assertThat(provider.publishedListUri(Map.of("ACME_ACCOUNT", "a-1_B", "ACME_2", "two")::get))
                .contains(URI.create("https://api.example.com/a-1_B/two/models?page=1"));
    }

    @Test
    void publishedListUri_withoutAValue_isEmpty() {
        assertThat(provider.publishedListUri(Map.of("ACME_ACCOUNT", "a")::get)).isEmpty();
        assertThat(provider.publishedListUri(Map.of("ACME_ACCOUNT", "a", "ACME_2", "")::get))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "a b", "{ACME_2}", "a?b", "a@evil", "ä", "a\n"})
    void publishedListUri_refusesOtherCharacters_withoutRepeatingThem(String value) {
        Map<String, String> variables = Map.of("ACME_ACCOUNT", value, "ACME_2", "two");

        assertThatThrownBy(() -> provider.publishedListUri(variables::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ACME_ACCOUNT has characters that a URL part of acme cannot have");
    }

    @Test
    void listUri_replacementBase_needsNoVariables() {
        assertThat(provider.listUri("http://127.0.0.1:9100/acme"))
                .isEqualTo(URI.create("http://127.0.0.1:9100/acme/models?page=1"));
    }

    @Test
    void listUri_publishedBaseWithVariables_isRefused() {
        assertThatThrownBy(() -> provider.listUri(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void note_isTheReasonForNoPrices_andThenTheRest() {
        assertThat(Provider.of("x", "X").note()).isNull();
        assertThat(Provider.of("x", "X").note("slow").note()).isEqualTo("slow");
        assertThat(Provider.of("x", "X").withoutPrices("none listed").note()).isEqualTo("none listed");
        assertThat(Provider.of("x", "X")
                        .withoutPrices("none listed")
                        .note("slow")
                        .note())
                .isEqualTo("none listed; slow");
    }
}

package ai.gatewayz.sync.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "Vendor/Model-7.1:free",
                "~vendor/x-latest",
                "@cf/openai/gpt",
                "Llama 7.1-dev",
                "../x",
                "a%2Fb",
                "it's \"q\"",
                "模型",
                "🦙",
                "e\u0301",
                "\u00e9"
            })
    void visibleIds_areStorable(String id) {
        assertThat(ModelId.isStorable(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a ",
                "\u2003a",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u0000b",
                "a\u200bb",
                "a\u202eb",
                "\ufeffa",
                "a\u2028",
                "a\u2029b",
                "\ud800",
                "a\udc00b",
                "a\u007f",
                "a\u0085b",
                "\uffff"
            })
    void invisibleIds_areNot(String id) {
        assertThat(ModelId.isStorable(id)).isFalse();
    }

    @Test
    void length_isCountedInBytes() {
        assertThat(ModelId.isStorable("a".repeat(512))).isTrue();
        assertThat(ModelId.isStorable("a".repeat(513))).isFalse();
        assertThat(ModelId.isStorable("é".repeat(256))).isTrue();
        assertThat(ModelId.isStorable("é".repeat(256) + "a")).isFalse();
        assertThat(ModelId.isStorable("語".repeat(170) + "aa")).isTrue();
        assertThat(ModelId.isStorable("語".repeat(171))).isFalse();
        assertThat(ModelId.isStorable("🦙".repeat(128))).isTrue();
        assertThat(ModelId.isStorable("🦙".repeat(128) + "a")).isFalse();
    }

    @Test
    void slug_hasOneForm() {
        assertThat(new ProviderSlug("vercel-ai-gateway").value()).isEqualTo("vercel-ai-gateway");
        assertThat(ProviderSlug.isValid("a".repeat(63))).isTrue();
        assertThat(ProviderSlug.isValid("a".repeat(64))).isFalse();
        assertThat(ProviderSlug.isValid("-a")).isFalse();
        assertThat(ProviderSlug.isValid("A")).isFalse();
        assertThat(ProviderSlug.isValid("a\n")).isFalse();
        assertThat(ProviderSlug.isValid("")).isFalse();
        assertThatThrownBy(() -> new ProviderSlug("x'--"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a provider slug: x'--");
    }
}

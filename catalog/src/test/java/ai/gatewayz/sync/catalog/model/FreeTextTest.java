package ai.gatewayz.sync.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FreeTextTest {
    @Test
    void nothing_isNull() {
        assertThat(FreeText.clean(null, 10)).isNull();
        assertThat(FreeText.clean("", 10)).isNull();
        assertThat(FreeText.clean(" \n ", 10)).isNull();
    }

    @Test
    void usualText_isKept() {
        assertThat(FreeText.clean("  <script>é 語 🦙\n\tx ", 100)).isEqualTo("<script>é 語 🦙\n\tx");
    }

    @Test
    void unstorable_becomesTheReplacementCharacter() {
        assertThat(FreeText.clean("a\u0000b", 10)).isEqualTo("a\uFFFDb");
        assertThat(FreeText.clean("a\rb\u0007c", 10)).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(FreeText.clean("a\u007fb\u0085c", 10)).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(FreeText.clean("a\ud800b\udc00c", 10)).isEqualTo("a\uFFFDb\uFFFDc");
    }

    @Test
    void cut_splitsNoCharacter() {
        assertThat(FreeText.clean("abcdef", 3)).isEqualTo("abc");
        assertThat(FreeText.clean("ab🦙", 3)).isEqualTo("ab");
        assertThat(FreeText.clean("ab🦙", 4)).isEqualTo("ab🦙");
    }

    @Tag("P43")
    @Test
    void modalities_areSortedLowerCaseWords() {
        Modalities modalities = new Modalities(List.of("Text", "image ", "text", ""), List.of("text"));

        assertThat(modalities.input()).containsExactly("image", "text");
        assertThat(modalities.arrow()).isEqualTo("image+text->text");
    }

    @Tag("P43")
    @Test
    void modalities_haveNoArrow_unlessBothSidesAreKnown() {
        assertThat(Modalities.UNDECLARED.arrow()).isNull();
        assertThat(new Modalities(List.of("text"), List.of()).arrow()).isNull();
        assertThat(new Modalities(List.of(), List.of("text")).arrow()).isNull();
    }
}

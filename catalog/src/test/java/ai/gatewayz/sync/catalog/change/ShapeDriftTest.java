package ai.gatewayz.sync.catalog.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShapeDriftTest {
    private static final int COMMON_TEXT = ListShape.TEXT | ListShape.COMMON;
    private static final ListShape TRUSTED =
            new ListShape(new TreeMap<>(Map.of("id", COMMON_TEXT, "price", COMMON_TEXT)));

    private static ShapeDrift to(Map<String, Integer> fields) {
        return ShapeDrift.between(TRUSTED, new ListShape(new TreeMap<>(fields)), List.of("price", "price_2"));
    }

    @Test
    void fieldsThatPricesAreNotReadFrom_areNotSuspicious() {
        ShapeDrift retyped = to(Map.of("id", ListShape.NUMBER, "price", COMMON_TEXT));

        assertThat(retyped).isEqualTo(new ShapeDrift(List.of(), List.of(), List.of("id"), List.of()));
        assertThat(retyped.isEmpty()).isFalse();
    }

    @Test
    void eachSortOfDifference_isOne() {
        assertThat(to(Map.of("id", COMMON_TEXT, "price", COMMON_TEXT)).isEmpty())
                .isTrue();
        assertThat(to(Map.of("id", COMMON_TEXT, "price", COMMON_TEXT, "x", 1)).isEmpty())
                .isFalse();
        assertThat(to(Map.of("price", COMMON_TEXT)).isEmpty()).isFalse();
        assertThat(to(Map.of("id", COMMON_TEXT, "price", ListShape.NUMBER)).suspicious())
                .containsExactly("price has another type");
    }
}

package ai.gatewayz.sync.catalog.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words are stored and told to the outside, so they never change. */
final class ChangeWordsTest {
    @Test
    void keys_areTheWordsThatAreStored() {
        assertThat(EventType.values())
                .extracting(EventType::key)
                .containsExactly(
                        "model.added",
                        "model.updated",
                        "model.delisted",
                        "model.reactivated",
                        "price.changed",
                        "price.held",
                        "price.released",
                        "price.not_moved",
                        "model.not_retired",
                        "provider.degraded",
                        "provider.recovered",
                        "provider.shape_changed");
        assertThat(StageOperation.values())
                .extracting(StageOperation::key)
                .containsExactly("new", "changed", "price", "present", "missing", "settled");
    }

    @ParameterizedTest
    @EnumSource
    void find_eventsOwnWord(EventType type) {
        assertThat(EventType.find(type.key())).contains(type);
    }

    @ParameterizedTest
    @EnumSource
    void of_operationsOwnWord(StageOperation operation) {
        assertThat(StageOperation.of(operation.key())).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NEW", "Model.added", "price.", "price.changed ", "model"})
    void anyOtherText_isNoWord(String text) {
        assertThat(EventType.find(text)).isEmpty();
        assertThatThrownBy(() -> StageOperation.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no operation of a stage is called " + text);
    }

    @Test
    void isPrice_whenItTellsOfAPrice() {
        assertThat(EventType.values())
                .filteredOn(EventType::isPrice)
                .containsExactly(EventType.PRICE_CHANGED, EventType.PRICE_HELD, EventType.PRICE_RELEASED);
    }
}

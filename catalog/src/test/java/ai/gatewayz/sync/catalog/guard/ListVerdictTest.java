package ai.gatewayz.sync.catalog.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "shrunk, 0, its list has less than half of the models that were known; models that are missing are kept",
        "partial, 1, its list says that it has more records than it shows; 1 model that is missing is kept",
        "mass_removal, 1200, more models are gone than one run or one day may remove; 1200 models that are missing are kept",
        "of later, 2, its list is not complete; 2 models that are missing are kept",
    })
    void aVerdict_saysHowManyModelsAreKept(String key, long missing, String sentence) {
        assertThat(ListVerdict.sentence(key, missing)).isEqualTo(sentence);
    }
}

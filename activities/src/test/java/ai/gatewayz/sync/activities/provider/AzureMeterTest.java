package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureMeterTest {
    @ParameterizedTest
    @CsvSource({
        "gpt 4.1 Inp glbl Tokens, gpt-4.1, INPUT, {}",
        "gpt 4.1 Outp regnl Tokens, gpt-4.1, OUTPUT, {region=eastus2}",
        "gpt 4.1 cached Inp Data Zone Tokens, gpt-4.1, CACHE_READ, {region=datazone}",
        "gpt-4o-mini-0718-Inp-glbl Tokens, gpt-4o-mini-0718, INPUT, {}",
        "gpt 4o 0513 Batch Outp glbl Tokens, gpt-4o-0513, OUTPUT, {service_tier=batch}",
        "GPT 5 Inpt Glbl 1M Tokens, gpt-5, INPUT, {}",
        "gpt-5-codex-ccchd-inp-glbl Tokens, gpt-5-codex, CACHE_READ, {}",
        "5.4 mini pp Inp Gl 1M Tokens, 5.4-mini, INPUT, {service_tier=priority}",
        "5.4 pp cd inp Dz 1M Tokens, 5.4, CACHE_READ, '{region=datazone, service_tier=priority}'",
        "54 mini Inp Flex Gl, 54-mini, INPUT, {service_tier=flex}",
        "6-sol Cd Wr Std Gl 1M Tokens, 6-sol, CACHE_WRITE, {}",
        "gpt-4o-transcribe-aud-inp-glbl Tokens, gpt-4o-transcribe, AUDIO_INPUT, {}",
        "gpt-4o-transcribe-txt-out-glbl Tokens, gpt-4o-transcribe, OUTPUT, {}",
        "gpt-image-1-img-out-glbl Tokens, gpt-image-1, IMAGE_OUTPUT, {}",
        "Phi-3.5-Mini-128K-Instruct-Output Tokens, phi-3.5-mini-128k-instruct, OUTPUT, {}"
    })
    void name_isModelKindAndCondition(String name, String model, PriceKind kind, String condition) {
        AzureMeter meter = AzureMeter.of(name, "eastus2").orElseThrow();

        assertThat(meter.model()).isEqualTo(model);
        assertThat(meter.kind()).isEqualTo(kind);
        assertThat(meter.condition().terms()).hasToString(condition);
    }

    /** The border between a short and a long prompt stands nowhere, and a word that is not known may be a condition. */
    @ParameterizedTest
    @CsvSource({
        "6-sol ShortCo Inp Std Gl 1M Tokens, 6-sol",
        "5.4 longco inp Gl 1M Tokens, 5.4",
        "4.6 Outp DZ L Tokens, 4.6",
        "gpt 4.1 Inp weekend glbl Tokens, gpt-4.1",
        "gpt 4.1 cached Outp glbl Tokens, gpt-4.1",
        "text-embedding-3-large-glbl Tokens, text-embedding-3-large"
    })
    void nameThatIsNotKnownWhole_hasNoKind(String name, String model) {
        AzureMeter meter = AzureMeter.of(name, "eastus2").orElseThrow();

        assertThat(meter.model()).isEqualTo(model);
        assertThat(meter.kind()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4.1-ft hosting regional Tokens",
                "Phi-3-Mini-128K-Instruct-Input-Finetuned Tokens",
                "o4-mini-ft model grader output Tokens",
                "Provisioned Managed Global Unit",
                "Tokens",
                "inp glbl Tokens"
            })
    void otherUses_areNoMeterOfRequests(String name) {
        assertThat(AzureMeter.of(name, "eastus2"))
                .as(name.toLowerCase(Locale.ROOT))
                .isEmpty();
    }
}

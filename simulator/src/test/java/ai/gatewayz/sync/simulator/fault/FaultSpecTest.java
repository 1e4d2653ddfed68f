package ai.gatewayz.sync.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultSpecTest {
    @Test
    void parse_readsEveryTerm() {
        Fault fault = Fault.parse("status=429; retry-after=2 ;times=3;unit=1e-6");
        assertThat(fault.number(Term.STATUS)).isEqualTo(429);
        assertThat(fault.value(Term.RETRY_AFTER)).isEqualTo("2");
        assertThat(fault.times()).isEqualTo(3);
        assertThat(fault.unit()).isEqualByComparingTo(new BigDecimal("0.000001"));
        assertThat(fault.canonical()).isEqualTo("status=429;retry-after=2;times=3;unit=1e-6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=abc | 'status' takes a number from 300 to 599, not 'abc'",
                "status=200 | 'status' takes a number from 300 to 599, not '200'",
                "status=503;explode | 'explode' is not one of",
                "garbage=soup | 'garbage' takes one of html, empty, null, array, object, error, random, not 'soup'",
                "unit=0 | 'unit' takes a positive number such as 1e3, not '0'",
                "unit=-1 | 'unit' takes a positive number such as 1e3, not '-1'",
                "hang=5 | 'hang' takes no value, not '5'",
                "times=1;times=2 | 'times' is given twice",
                "retry-after=2 | 'retry-after' needs 'status'",
                "redirect=ftp://x | 'redirect' takes a URL, not 'ftp://x'",
                "big=5;truncate=5 | 'big' cannot be combined with 'truncate'"
            })
    void parse_namesTheBadPart(String spec, String problem) {
        assertThatThrownBy(() -> Fault.parse(spec))
                .isInstanceOf(FaultSpecException.class)
                .hasMessageStartingWith("fault '" + spec + "': " + problem);
    }

    @Test
    void add_needsASlug() {
        assertThatThrownBy(() -> new FaultScript().add("nosuch:status=503", Set.of("groq")))
                .isInstanceOf(FaultSpecException.class)
                .hasMessage("fault 'nosuch:status=503': no simulated provider has the slug 'nosuch'");
        assertThatThrownBy(() -> new FaultScript().add("status=503"))
                .isInstanceOf(FaultSpecException.class)
                .hasMessage("fault 'status=503': is not 'slug:spec' or '*:spec'");
    }

    @Test
    void next_takesOwnFaultsInOrder_thenThoseForAll() {
        FaultScript script = new FaultScript();
        script.add("*:status=500;times=1");
        script.add("groq:status=503;times=1");
        script.add("groq:status=429;times=1");
        assertThat(script.next("groq")).map(Fault::canonical).hasValue("status=503;times=1");
        assertThat(script.next("groq")).map(Fault::canonical).hasValue("status=429;times=1");
        assertThat(script.next("groq")).map(Fault::canonical).hasValue("status=500;times=1");
        assertThat(script.next("groq")).isEmpty();
        assertThat(script.next("xai")).map(Fault::canonical).hasValue("status=500;times=1");
    }

    @Test
    void add_splitsAtTheFirstColonOnly() {
        FaultScript script = new FaultScript();
        script.add("groq:redirect=http://127.0.0.1:1/x");
        assertThat(script.next("groq")).map(fault -> fault.value(Term.REDIRECT)).hasValue("http://127.0.0.1:1/x");
    }
}

package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's functions that touch no document, in the browser that runs them. */
@SuppressWarnings("NullAway.Init") // set before each test
@Timeout(120)
class PageWordsTest {
    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private Page page;

    @BeforeEach
    void open() {
        page = BROWSER.open(API.uri("/ui/decisions"));
    }

    /** A call of a function of a module, as JSON. */
    private Object call(String module, String expression) {
        return page.evaluate(
                "async () => { const m = await import('/page/" + module + ".js'); return " + expression + "; }");
    }

    @Test
    void pricesAreShifted_neverComputed() {
        assertThat(
                        call(
                                "format",
                                "['0.00000015', '0.000003', '15', '0.00000000000000000001', '-1.5', '0'].map(x => m.shift(x, 6)).join(' ')"))
                .isEqualTo("0.15 3 15000000 0.00000000000001 -1500000 0");
        assertThat(call("format", "[m.shift('0.3', -6), m.shift('1234567', -6), m.shift('0', -6)].join(' ')"))
                .isEqualTo("0.0000003 1.234567 0");
        assertThat(call(
                        "format",
                        "['0.00000015', '0.000003', '0.00125', '0.0000001345', '0.0000000833333333333333',"
                                + " '0.00000000099999'].map(m.perMillion).join(' ')"))
                .isEqualTo("0.15 3.00 1,250.00 0.1345 ≈0.08333 ≈0.001");
        assertThat(call("format", "m.aligned('0.25', 1) + '|'")).isEqualTo("0.25\u2007|");
        assertThat(call("format", "[m.money('0.02725'), m.money('1234.5'), m.money('2')].join(' ')"))
                .isEqualTo("0.02725 1,234.50 2.00");
    }

    @Test
    void sizesRelationsAndTimesAreShort() {
        assertThat(call(
                        "format",
                        "[512, 8192, 131072, 999999, 1000000, 1048576, 1500000, null].map(m.context).join(' ')"))
                .isEqualTo("512 8k 131k 999k 1M 1M 1.5M –");
        assertThat(call("format", "[m.factor(1000), m.factor('0.05'), m.factor('1.6'), m.factor(null)].join(' ')"))
                .isEqualTo("×1000 ÷20 ×1.6 ");
        assertThat(call("format", "[0.5, 1.4, 0.83, 1.004, 1, 12].map(m.percent).join(' ')"))
                .isEqualTo("−50 % +40 % −17 % +0.4 % 0 % +1,100 %");
        assertThat(call("format", "[18e3, 18 * 60e3, 2 * 3600e3, 3 * 86400e3].map(m.span).join(', ')"))
                .isEqualTo("18 s, 18 min, 2 h, 3 d");
        assertThat(call("format", "m.moment('2026-08-14T09:02:00Z')")).isEqualTo("14 Aug 2026, 09:02 UTC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {min_prompt_tokens: '200000'}                                              | prompt of 200,000 tokens or more
            {min_prompt_tokens: '32000', max_prompt_tokens: '128000'}                  | prompt of 32,000 to 127,999 tokens
            {max_prompt_tokens: '32000'}                                               | prompt below 32,000 tokens
            {from: '01:00', to: '04:00', zone: 'UTC', days: 'mon,tue,wed,thu,fri'}     | 01:00–04:00 UTC, Mon–Fri
            {from: '22:00', to: '02:00', zone: 'Asia/Shanghai'}                        | 22:00–02:00 Asia/Shanghai, every day
            {ends_at: '2026-12-01T00:00:00Z'}                                          | until 1 Dec 2026, 00:00 UTC
            {service_tier: 'batch', region: 'eu'}                                      | region eu; batch service
            {something_new: 'x'}                                                       | something new x
            """)
    void conditionsAreWords(String terms, String words) {
        assertThat(String.valueOf(call("words", "m.condition(" + terms + ")")).split("; "))
                .containsExactlyInAnyOrder(words.split("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T22:00:00Z, true", // Friday
        "2026-11-28T01:59:00Z, true",
        "2026-11-28T02:00:00Z, false",
        "2026-11-28T22:30:00Z, false",
        "2026-11-27T01:59:00Z, false"
    })
    void aWindowPastMidnightBelongsToItsStart(String at, boolean inside) {
        assertThat(call(
                        "week",
                        "m.holds({from: '22:00', to: '02:00', zone: 'UTC', days: 'fri'}, Date.parse('" + at + "'))"))
                .isEqualTo(inside);
    }

    @Test
    void addressesAreStates_andUnknownNamesAreIgnored() {
        assertThat(call("route", "JSON.stringify(m.parse('/ui/model/groq/a%20b/c%25d', '?in=5&x=1'))"))
                .isEqualTo("{\"view\":\"model\",\"query\":{\"in\":\"5\"},\"provider\":\"groq\",\"model\":\"a b/c%d\"}");
        assertThat(call("route", "m.address('model', {provider: 'groq', model: 'a b/c%d?'}, {in: 5, out: null})"))
                .isEqualTo("/ui/model/groq/a%20b/c%25d%3F?in=5");
        assertThat(call("route", "String(m.parse('/ui/nothing'))")).isEqualTo("null");
    }

    @Test
    void rowsWithoutAValueComeLastEitherWay_tiesByIdThenProvider() {
        String table = "{providers: ['b', 'a'], kinds: [], size: 4, columns: {id: ['x', 'x', 'y', 'z'],"
                + " provider: [0, 1, 0, 0], name: ['N', 'N', 'N', 'N'], input: ['0.2', '0.2', null, '0.1']}}";
        assertThat(call("filter", "m.order(" + table + ", [0, 1, 2, 3], 'input').join()"))
                .isEqualTo("3,1,0,2");
        assertThat(call("filter", "m.order(" + table + ", [0, 1, 2, 3], '-input').join()"))
                .isEqualTo("1,0,3,2");
        assertThat(call("filter", "m.plain('GPT-4.1_mini  (new)')")).isEqualTo("gpt 4 1 mini new");
    }
}

package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Terms that cannot be meant: the line is refused and counted, the rest is served, and the model says that it is not complete. */
class BadTermsTest {
    private static final List<String> BASE = List.of("input/token 0.000001", "output/token 0.000002");
    private static final List<String> NONE = List.of();

    static Stream<Arguments> bad() {
        return Stream.of(
                window("a time of day beyond the day", "'utc_start':2561,'utc_end':100"),
                window("minutes beyond the hour", "'utc_start':175,'utc_end':400"),
                window("no time at all", "'utc_start':'noon','utc_end':400"),
                window("equal ends", "'utc_start':400,'utc_end':400"),
                window("a word that is no weekday", "'utc_start':100,'utc_days':['someday']"),
                window("a number that is no weekday", "'utc_start':100,'utc_days':[8]"),
                window("no weekday at all", "'utc_start':100,'utc_days':[]"),
                window("a negative prompt size", "'min_prompt_tokens':-5"),
                window("a prompt size that is no number", "'min_prompt_tokens':'long'"),
                window("a condition nobody knows", "'min_prompt_tokens':5,'zone':'Mars/Base'"),
                tiers("tiers out of order", "[0,32,1],[128,null,3],[32,128,2]"),
                tiers("tiers with a gap", "[0,32,1],[64,null,3]"),
                tiers("tiers that overlap", "[0,64,1],[32,null,3]"),
                tiers("tiers that do not begin at zero", "[32,64,1],[64,null,3]"),
                tiers("a tier the wrong way round", "[0,32,1],[32,16,2]"),
                discount("1"),
                discount("1.5"),
                discount("-0.1"),
                discount("\"half\""),
                openRouter("another currency", "'currency':'EUR'", NONE, PriceRefusal.CURRENCY),
                openRouter("another currency code", "'currency_code':'cny'", NONE, PriceRefusal.CURRENCY),
                openRouter("a unit in words", "'unit':'per 1M tokens'", NONE, PriceRefusal.UNIT_CONTRADICTED),
                openRouter(
                        "a unit as a name",
                        "'price_unit':'usd_per_thousand_tokens'",
                        NONE,
                        PriceRefusal.UNIT_CONTRADICTED),
                openRouter("a unit that is no token", "'unit':'per image'", NONE, PriceRefusal.UNIT_CONTRADICTED),
                arguments(
                        "a currency beside the whole record",
                        "openrouter",
                        "{'id':'m','currency':'EUR','pricing':{'prompt':'0.000001','completion':'0.000002'}}",
                        NONE,
                        PriceRefusal.CURRENCY),
                arguments(
                        "a bad currency of one line",
                        "cloudflare-workers-ai",
                        "{'id':'1','name':'@cf/m','task':{'name':'Text"
                                + " Generation'},'properties':[{'property_id':'price','value':[{'unit':'per M input"
                                + " tokens','price':1,'currency':'USD'},{'unit':'per M output"
                                + " tokens','price':2,'currency':'EUR'}]}]}",
                        List.of("input/token 0.000001"),
                        PriceRefusal.CURRENCY));
    }

    private static Arguments window(String what, String conditions) {
        return openRouter(what, "'overrides':[{" + conditions + ",'prompt':'0.000009'}]", BASE, PriceRefusal.CONDITION);
    }

    private static Arguments openRouter(String what, String more, List<String> prices, PriceRefusal reason) {
        return arguments(
                what,
                "openrouter",
                "{'id':'m','pricing':{'prompt':'0.000001','completion':'0.000002'," + more + "}}",
                prices,
                reason);
    }

    /** Each tier is its start and end in tokens, and its price. */
    private static Arguments tiers(String what, String tiers) {
        String configs = tiers.replaceAll(
                "\\[(\\w+),(\\w+),(\\w+)]",
                "{'min_tokens':$1,'max_tokens':$2,'pricing':{'prompt':{'price_per_m_decimal':'$3'}}}");
        return arguments(
                what,
                "novita",
                "{'id':'m','input_token_price_per_m':10000,'output_token_price_per_m':20000,'is_tiered_billing':true,"
                        + "'tiered_billing_configs':[" + configs + "]}",
                BASE,
                PriceRefusal.TIERS);
    }

    private static Arguments discount(String discount) {
        return arguments(
                "a discount of " + discount,
                "deepinfra",
                "{'id':'m','metadata':{'pricing':{'input_tokens':1,'output_tokens':2},'discount':" + discount + "}}",
                BASE,
                PriceRefusal.DISCOUNT);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("bad")
    @Tag("G28")
    void line_isRefusedAndCounted_andTheModelIsNotComplete(
            String what, String provider, String record, List<String> prices, PriceRefusal reason) {
        MapperRun run = read(provider, record);
        CatalogModel model = run.models.get(0);

        assertThat(MapperRun.prices(model)).as(what).isEqualTo(prices);
        assertThat(run.refusals).as(what).isNotEmpty().containsOnly(reason);
        assertThat(model.pricing().isComplete()).as(what).isFalse();
    }

    private static MapperRun read(String slug, String record) {
        ModelFeed feed = Providers.all().stream()
                .filter(provider -> provider.slug().value().equals(slug))
                .findFirst()
                .map(Provider::feed)
                .map(Objects::requireNonNull)
                .orElseThrow();
        String list = slug.equals("cloudflare-workers-ai") ? "{'result':[%s],'success':true}" : "{'data':[%s]}";
        return MapperRun.of(feed, List.of(list.formatted(record).replace('\'', '"')));
    }

    @Test
    void anotherCurrency_isKeptWithItsCode() {
        CatalogModel model = read(
                        "openrouter",
                        "{'id':'m','pricing':{'prompt':'0.000001','completion':'0.000002','currency':'eur'}}")
                .models
                .get(0);

        assertThat(model.metadata()).containsEntry("currency", "EUR");
        assertThat(model.pricing().basis()).isEqualTo("currency");
        assertThat(model.pricing().unread())
                .containsExactly("/pricing/completion", "/pricing/currency", "/pricing/prompt");
    }

    @Test
    void wordsThatSayTheDeclaredUnit_areRead() {
        for (String words :
                List.of("'currency':'USD'", "'unit':'per token'", "'unit':'token'", "'price_unit':'USD per 1 token'")) {
            CatalogModel model = read(
                            "openrouter",
                            "{'id':'m','pricing':{'prompt':'0.000001','completion':'0.000002'," + words + "}}")
                    .models
                    .get(0);

            assertThat(MapperRun.prices(model)).as(words).isEqualTo(BASE);
            assertThat(model.pricing().isComplete()).as(words).isTrue();
        }
    }
}

package ai.gatewayz.sync.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What readers do: look for models, look at one, follow what changes. */
@Timeout(120)
class PageReaderTest {
    private static final int MODELS = 18_000;
    private static final int MOST_ROWS = 100;
    /** A second where nothing else runs; other work may double it. */
    private static final int READY_MILLIS = 2000;

    private static final int MOST_TRIES = 5;
    private static final String MARKUP = "<img src=x onerror=alert(1)>";

    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @BeforeAll
    static void rows() {
        API.sql(CatalogRows.models("openrouter", MODELS) + CatalogRows.ODD + CatalogRows.models("groq", 20)
                + "UPDATE catalog_models SET model_name = '" + MARKUP + "' WHERE provider_model_id = 'whisper';"
                + "UPDATE catalog_generation SET generation = generation + 1");
    }

    private static Page open(String path) {
        return BROWSER.open(API.uri(path));
    }

    private static Locator status(Page page) {
        return page.locator("main [role=status]").first();
    }

    private static Locator row(Page page, int index) {
        return page.locator("tbody tr[aria-rowindex='" + (index + 1) + "']");
    }

    private static List<String> names(Page page) {
        return page.locator("tbody tr[aria-rowindex] th").allInnerTexts();
    }

    @Test
    void allModelsAreThereSoon() {
        Page page = open("/");
        page.addInitScript("""
                new MutationObserver(() => {
                  if (document.querySelector('tbody tr[aria-rowindex] th a')) {
                    window.ready ??= Math.round(performance.now());
                  }
                }).observe(document, {childList: true, subtree: true});
                """);
        int best = Integer.MAX_VALUE;
        for (int tries = 0; tries < MOST_TRIES && best > READY_MILLIS; tries++) {
            page.reload();
            assertThat(status(page)).hasText("18,023 models");
            best = Math.min(best, (Integer) page.evaluate("() => window.ready"));
        }
        assertThat(best).as("ms until the first rows of %d", MODELS).isLessThanOrEqualTo(READY_MILLIS);
    }

    @Test
    void search_filter_order_andColumnsStandInTheAddress_whichOpensTheSameRows() {
        Page page = open("/");
        assertThat(status(page)).hasText("18,023 models");
        page.keyboard().press("/");
        page.keyboard().type("MODEL 1799");
        assertThat(status(page)).hasText("12 of 18,023 models");
        page.getByLabel("Capability").selectOption("tools");
        assertThat(status(page)).hasText("5 of 18,023 models");
        page.getByRole(
                        AriaRole.BUTTON,
                        new GetByRoleOptions().setName("Context").setExact(true))
                .click();
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Context ↑"))
                .click();
        page.getByText("Columns").click();
        page.getByLabel("Max out").check();
        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new GetByRoleOptions().setName("Max out")))
                .isVisible();
        List<String> rows = names(page);

        assertThat(rows).containsExactly("Model 17998", "Model 17996", "Model 17994", "Model 17992", "Model 17990");
        assertThat(page.url()).contains("/?q=MODEL+1799&can=tools&sort=-context&cols=");
        Page again = open(page.url().substring(API.uri("").toString().length()));
        assertThat(status(again)).hasText("5 of 18,023 models");
        assertThat(names(again)).isEqualTo(rows);
        page.goBack();
        page.goBack();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*\\?q=MODEL\\+1799&can=tools&sort=context$"));
    }

    @Test
    void aProviderThatIsWell_isNotCountedAmongThoseThatAreNot() {
        API.sql("""
                INSERT INTO provider_sync_state (provider_id, last_success_at, consecutive_failures, last_error_code)
                SELECT id, now(), 0, NULL::text FROM providers WHERE slug = 'groq'
                UNION ALL SELECT id, now(), 9, 'provider_unavailable' FROM providers WHERE slug = 'openrouter'
                ON CONFLICT (provider_id) DO UPDATE SET last_success_at = excluded.last_success_at,
                    consecutive_failures = excluded.consecutive_failures, last_error_code = excluded.last_error_code
                """);
        Page page = open("/ui/providers");
        Locator rows = page.locator("tbody tr");

        assertThat(page.locator("main .head")).containsText("4 providers, 1 not well");
        assertThat(rows.filter(new FilterOptions().setHasText("groq")).locator(".good"))
                .hasText("ok");
        assertThat(rows.first().locator(".bad")).hasText("down");
        assertThat(rows.filter(new FilterOptions().setHasText("deepinfra"))
                        .locator("td .soft")
                        .first())
                .hasText("never synced");
    }

    @Test
    void theLastOfAllRowsIsRight_andFewRowsExist() {
        Page page = open("/?provider=openrouter&sort=name");
        assertThat(status(page)).hasText("18,000 of 18,023 models");
        row(page, 1).getByRole(AriaRole.LINK).focus();
        page.keyboard().press("End");
        assertThat(row(page, MODELS).getByRole(AriaRole.LINK)).hasText("Model 18000");
        assertThat(row(page, MODELS).getByRole(AriaRole.LINK)).isFocused();
        assertThat(page.locator("tbody tr").count()).isLessThanOrEqualTo(MOST_ROWS);
        assertThat(page.locator("table")).hasAttribute("aria-rowcount", "18001");
        page.keyboard().press("Home");
        assertThat(row(page, 1).getByRole(AriaRole.LINK)).hasText("Model 1");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Model 2");
        page.keyboard().press("Escape");
        assertThat(page.locator("#q")).isVisible();
    }

    @Test
    void unknownFreeAndPricedAreToldApart_withoutAZeroOrAGuess() {
        Page page = open("/?q=whisper");
        assertThat(row(page, 1).locator("td[data-n=in]")).hasText("unknown");
        page.locator("#q").fill("free-model");
        assertThat(row(page, 1).locator("td[data-n=in]")).hasText("free");
        page.locator("#q").fill("model 17999");
        assertThat(row(page, 1).locator("td[data-n=in]")).hasText("0.15\u2007\u2007");
        assertThat(row(page, 1).locator("td[data-n=in]")).hasAttribute("title", "0.00000015 USD per token");
        assertThat(row(page, 1).locator("td[data-n=out]")).hasText("≈0.60\u2007\u2007");
        page.locator("#q").fill("no such model");
        assertThat(page.getByText("No model matches “no such model”.")).isVisible();
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Clear filters"))
                .click();
        assertThat(status(page)).hasText("18,023 models");
    }

    @Test
    void foreignTextStaysText_andMarkupCannotBeMade() {
        Page page = open("/?q=whisper");
        assertThat(row(page, 1).getByRole(AriaRole.LINK)).hasText(MARKUP);
        assertThat(page.locator("img")).hasCount(0);
        assertThat(page.evaluate("() => { try { document.body.innerHTML = '<b>x</b>'; return 'made'; }"
                        + " catch (error) { return error.name; } }"))
                .isEqualTo("TypeError");
    }

    @Test
    void oneModelSaysItsPriceWhyAndHistory_andTheChartIsSteppedByKeys() {
        Page page = open("/ui/model/deepinfra/a/b/c");
        assertThat(page.locator("h1")).hasText("Slashes");
        assertThat(page.locator("section[aria-labelledby=s-price] tbody tr")).containsText("100.00");
        page.getByLabel("Exact, per token").check();
        assertThat(page.locator("section[aria-labelledby=s-price] tbody tr")).containsText("0.0001");
        assertThat(page.locator("section[aria-labelledby=s-life]")).containsText("nobody has said");
        page.getByLabel("Tokens in").fill("1000");
        page.keyboard().press("Tab");
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*\\?in=1000$"));
        assertThat(page.locator("section[aria-labelledby=s-elsewhere] tbody tr"))
                .hasCount(1);
        page.navigate(API.uri("/ui/model/groq/nothing").toString());
        assertThat(page.getByText("There is no such model.")).isVisible();
    }

    @Test
    void whatTheOldSystemSaidStandsBelowTheHistory() {
        API.sql("""
                INSERT INTO imported_models (old_id, provider_id, provider_model_id, was_active)
                SELECT 70, id, 'vendor/model-5', true FROM providers WHERE slug = 'groq';
                INSERT INTO imported_prices (old_model_id, told_at, old_table, price_per_input_token, pricing_source)
                VALUES (70, '2025-11-01T00:00:00Z', 'model_pricing', 0.0000030, 'litellm')
                """);
        Page page = open("/ui/model/groq/vendor/model-5");
        page.getByText("as a table").click();

        Locator said = page.getByRole(AriaRole.TABLE, new GetByRoleOptions().setName("Prices of the old system"));
        assertThat(said.locator("tbody tr")).hasCount(1);
        assertThat(said.locator("tbody td")).hasText(new String[] {"3.00", "unknown", "litellm"});
        assertThat(said.locator("tbody time")).hasAttribute("datetime", "2025-11-01T00:00:00Z");
    }

    @Test
    void aChangeIsShownInPlace_andOtherRowsWaitBehindAButton() {
        Page page = open("/?provider=groq");
        assertThat(status(page)).hasText("21 of 18,023 models");
        row(page, 2).getByRole(AriaRole.LINK).focus();
        API.sql("UPDATE model_pricing SET price_per_input_token = 0.00000025 FROM catalog_models m JOIN providers p"
                + " ON p.id = m.provider_id WHERE m.id = model_pricing.model_id AND p.slug = 'groq';"
                + "UPDATE catalog_generation SET generation = generation + 1, changed_at = now();"
                + "INSERT INTO change_events (type, provider_slug, provider_model_id, generation, job_id)"
                + " VALUES ('price.changed', 'groq', 'vendor/model-1', 2, 'job')");

        assertThat(row(page, 2).locator("td[data-n=in]")).hasText("0.25\u2007\u2007");
        assertThat(row(page, 2).getByRole(AriaRole.LINK)).isFocused();
        API.sql("UPDATE model_pricing SET price_per_input_token = 0.00000015 FROM catalog_models m JOIN providers p"
                + " ON p.id = m.provider_id WHERE m.id = model_pricing.model_id AND p.slug = 'groq'");
    }

    @Test
    void anApiThatDoesNotAnswerIsSaid_andTheLastDataStays() {
        Page page = open("/?provider=groq");
        assertThat(status(page)).hasText("21 of 18,023 models");
        page.route("**/health", route -> route.abort());
        // What happens in the catalog makes the bar look at once.
        API.sql("INSERT INTO change_events (type, provider_slug, provider_model_id, generation, job_id)"
                + " VALUES ('price.changed', 'groq', 'vendor/model-1', 2, 'job')");
        assertThat(page.locator("#trouble")).containsText("The API does not answer.");
        assertThat(row(page, 1)).isVisible();
        page.unroute("**/health");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Try now"))
                .click();
        assertThat(page.locator("#trouble")).isHidden();
    }

    @Test
    void anIndexFollowsTheSameModels_andIsSteppedByKeys() {
        API.sql("UPDATE catalog_models SET created_at = now() - interval '40 days' WHERE provider_model_id = 'a/b/c';"
                + "UPDATE catalog_generation SET generation = generation + 1, changed_at = now()");
        Page page = open("/ui/changes?show=index");
        assertThat(page.locator(".plot canvas")).isVisible();
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator(".plot").focus();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator(".plot [role=status]")).containsText("kind not told 100.0");
    }

    @Test
    void aWindowIsAWeekInWords_framedNow() {
        Page page = open("/");
        page.route(
                "**/models/openrouter/vendor/model-1",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody(WINDOWED)));
        page.navigate(API.uri("/ui/model/openrouter/vendor/model-1").toString());

        assertThat(page.locator("section[aria-labelledby=s-price] tbody tr").nth(1))
                .containsText("17:00–24:00 UTC, every day");
        assertThat(page.locator(".week tbody tr")).hasCount(7);
        assertThat(page.locator(".week td.now")).hasCount(1);
        assertThat(page.locator(".week tbody tr").first().locator("td")).hasText(new String[] {"1.25", "0.63"});
        assertThat(page.locator(".note")).containsText("/pricing/overrides/9");
    }

    private static final String WINDOWED = """
            {"id": "vendor/model-1", "provider_model_id": "vendor/model-1", "name": "Windowed", "provider_slug": "openrouter",
             "context_length": 1000, "max_output_tokens": null, "modality": "text->text", "capabilities": {},
             "pricing": {"state": "priced", "prompt": "0.00000125", "completion": "0.00001", "complete": false,
               "unread": ["/pricing/overrides/9"], "components": [
                {"kind": "input", "unit": "token", "usd": "0.00000125", "raw": "0.00000125", "condition": {},
                 "pointer": "/pricing/prompt", "quoted_unit": "usd_per_token"},
                {"kind": "output", "unit": "token", "usd": "0.00001", "raw": "0.00001", "condition": {}},
                {"kind": "input", "unit": "token", "usd": "0.00000063", "raw": "0.00000063", "precedence": 1,
                 "pointer": "/pricing/overrides/0/prompt", "condition": {"from": "17:00", "to": "24:00", "zone": "UTC"}}]},
             "is_active": true, "created_at": "2026-01-01T00:00:00Z", "last_seen_at": "2026-01-02T00:00:00Z"}
            """;
}

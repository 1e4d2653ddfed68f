package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.Browser.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What views say while they load, without anything to show, when something is wrong, and of odd prices. */
@Timeout(120)
class PageStatesTest {
    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static void answer(Page page, String path, int status, String body) {
        page.route(
                path,
                route -> route.fulfill(new FulfillOptions()
                        .setStatus(status)
                        .setContentType(status < 400 ? "application/json" : "application/problem+json")
                        .setBody(body)));
    }

    /** A tab that has a document but no view with data yet. */
    private static Page blank() {
        Page page = BROWSER.open(API.uri("/ui/decisions"));
        assertThat(page.getByLabel("Enter a key to see held prices and pins")).isVisible();
        return page;
    }

    private static void models(Page page) {
        page.locator("nav a").first().click();
    }

    @Test
    void whileModelsAreLoadedItSaysSo_andFiltersAreThere() {
        Page page = blank();
        LinkedBlockingQueue<Route> asked = new LinkedBlockingQueue<>();
        page.route("**/models/table*", asked::add);
        models(page);

        assertThat(page.getByText("Loading models")).isVisible();
        assertThat(page.locator("#q")).isVisible();
        asked.forEach(route -> route.fulfill(
                new FulfillOptions().setContentType("application/json").setBody(TABLE)));
        assertThat(page.locator("tbody tr[aria-rowindex]")).hasCount(8);
    }

    @Test
    void withoutJavaScriptThePageSaysSo_andItsLinksWork() {
        Page page = BROWSER.openWithoutScripts(API.uri("/ui/changes"));
        Locator note = page.locator("p.note");
        assertThat(note).isVisible();
        assertThat(note).containsText("This page needs JavaScript.");
        List<String> links = note.locator("a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        org.assertj.core.api.Assertions.assertThat(links)
                .contains("/openapi.yaml")
                .hasSizeGreaterThan(3);
        links.forEach(
                link -> org.assertj.core.api.Assertions.assertThat(API.get(link).status())
                        .as(link)
                        .isEqualTo(200));
    }

    @Test
    void withoutAnythingToShowEveryViewSaysSo() {
        Page page = BROWSER.open(API.uri("/ui/syncs"), ApiFixture.OPERATOR);
        assertThat(page.getByText("No sync has run yet.")).isVisible();
        assertThat(button(page, "Sync all")).isVisible();
        models(page);
        assertThat(page.getByText("The catalog is empty.")).isVisible();
        page.keyboard().press("g");
        page.keyboard().press("d");
        assertThat(page.getByText("Nothing is held.")).isVisible();
        page.getByText("Pins").click();
        assertThat(page.getByText("Nothing is pinned.")).isVisible();
        page.keyboard().press("g");
        page.keyboard().press("c");
        assertThat(page.getByText("Nothing changed in this time.")).isVisible();
        page.getByText("Price moves").click();
        assertThat(page.getByText("No price moved in this time.")).isVisible();
        page.navigate(API.uri("/ui/providers/nobody").toString());
        assertThat(page.getByText("There is no such provider.")).isVisible();
        page.navigate(API.uri("/ui/syncs/nobody").toString());
        assertThat(page.getByText("There is no such sync.")).isVisible();
    }

    @Test
    void anErrorCountsDownToTheNextTry_andSaysHowOldTheDataIs() {
        Page page = blank();
        answer(
                page,
                "**/models/table*",
                503,
                "{\"title\": \"Service Unavailable\", \"detail\": \"the database is away\"}");
        models(page);
        Locator trouble = page.locator("#trouble");

        assertThat(trouble).containsText("the database is away.");
        assertThat(trouble).containsText(Pattern.compile("Trying again in \\d+ s\\. Shown as of \\d\\d:\\d\\d UTC\\."));
        page.unroute("**/models/table*");
        answer(page, "**/models/table*", 200, TABLE);
        button(page, "Try now").click();
        assertThat(trouble).isHidden();
        assertThat(page.locator("tbody tr[aria-rowindex]")).hasCount(8);
    }

    @Test
    void aCatalogThatIsOlderThanItsScheduleSaysSoInTheBar() {
        Page page = blank();
        answer(
                page,
                "**/health",
                200,
                "{\"status\": \"ok\", \"last_successful_sync\": \""
                        + Instant.now().minus(9, ChronoUnit.HOURS) + "\"}");
        answer(
                page,
                "**/admin/schedules",
                200,
                "{\"schedules\": [{\"kind\": \"full\", \"enabled\": true, \"interval_hours\": 6, \"next_runs\": []}]}");
        page.getByLabel("Enter a key").fill(ApiFixture.VIEWER);
        button(page, "Use key").click();

        assertThat(page.locator("#state .warn")).hasText("Synced 9 h ago, expected every 6 h");
    }

    @Test
    void aRoleThatIsTooSmallIsSaid_andNothingElseChanges() {
        Page page = BROWSER.open(API.uri("/ui/syncs"), ApiFixture.OPERATOR);
        answer(
                page,
                "**/admin/model-sync/all*",
                403,
                "{\"title\": \"Forbidden\", \"detail\": \"needs the role admin\"}");
        button(page, "Sync all").click();

        assertThat(page.getByText("This needs an admin’s key; yours is an operator’s."))
                .isVisible();
        assertThat(page.getByText("Operator key")).isVisible();
    }

    @Test
    void anEventThatTellsNoFormerPriceSaysNoneInItsPlace() {
        Page page = blank();
        answer(page, "**/changes?*", 200, """
                {"data": [{"seq": 1, "type": "price.held", "at": "%s", "provider_slug": "groq", "provider_model_id": "a",
                  "model_id": "a", "generation": 1, "before": null,
                  "after": {"state": "priced", "prompt": "0.000043", "completion": "0.000115"}}],
                 "returned": 1, "next_since": 1, "has_more": false}
                """.formatted(Instant.now()));
        page.locator("nav a")
                .filter(new Locator.FilterOptions().setHasText("Changes"))
                .click();
        Locator cells = page.locator("tbody td.num");

        assertThat(page.locator("tbody tr")).containsText("price held");
        assertThat(cells).hasText(new String[] {"", "43.00", ""});
    }

    @Test
    void oddPricesAreToldApartAtAGlance() {
        Page page = blank();
        answer(page, "**/models/table*", 200, TABLE);
        models(page);
        Locator rows = page.locator("tbody tr[aria-rowindex]");
        assertThat(rows).hasCount(8);

        assertThat(rows.locator("td[data-n=in]")).hasText(new String[] {
            "unknown",
            "free",
            "varies",
            "1.25+\u2007",
            "per image",
            "0.15\u2007\u2007",
            "0.15\u2007\u2007",
            "0.15\u2007\u2007"
        });
        assertThat(rows.locator("td.terms")).hasText(new String[] {
            "",
            "",
            "",
            "incomplete",
            "",
            "held ×1000",
            "pinned",
            "2 tiersoff-peak −50 %batchnot listed since 2 Nov 2020"
        });
        assertThat(rows.nth(3).locator("td[data-n=in]"))
                .hasAttribute("title", "0.00000125 USD per token, and more that is not read");
        assertThat(rows.nth(7).locator("th a")).hasClass("gone-name");
        assertThat(rows.locator("td.terms .warn")).hasText(new String[] {"incomplete", "held ×1000"});
    }

    /** One row of each kind of price. */
    private static final String TABLE = """
            {"generation": 7, "total": 8, "returned": 8, "providers": ["groq"], "kinds": ["chat"], "modalities": ["text->text"],
             "states": ["priced", "free", "dynamic", "unknown"], "units": ["image"], "capabilities": ["streaming"],
             "terms": [{"tiers": 2, "windows": [{"when": {}, "percent": -50}], "services": ["batch"]}],
             "columns": {
              "id": ["a", "b", "c", "d", "e", "f", "g", "h"], "model_id": ["a", "b", "c", "d", "e", "f", "g", "h"],
              "name": ["A", "B", "C", "D", "E", "F", "G", "H"],
              "input": [null, "0", null, "0.00000125", null, "0.00000015", "0.00000015", "0.00000015"],
              "output": [null, "0", null, null, null, null, null, null],
              "cached": [null, null, null, null, null, null, null, null],
              "cache_write": [null, null, null, null, null, null, null, null],
              "audio": [null, null, null, null, null, null, null, null],
              "image": [null, null, null, null, null, null, null, null],
              "unit": [null, null, null, null, 0, null, null, null],
              "context": [1, 1, 1, 1, 1, 1, 1, 1], "max_output": [1, 1, 1, 1, 1, 1, 1, 1],
              "provider": [0, 0, 0, 0, 0, 0, 0, 0], "kind": [0, 0, 0, 0, 0, 0, 0, 0], "modalities": [0, 0, 0, 0, 0, 0, 0, 0],
              "state": [3, 1, 2, 0, 0, 0, 0, 0], "capabilities": [0, 0, 0, 0, 0, 0, 0, 0],
              "terms": [null, null, null, null, null, null, null, 0],
              "held": [null, null, null, null, null, "1000", null, null], "pinned": [0, 0, 0, 0, 0, 0, 1, 0],
              "complete": [null, 1, 1, 0, 1, 1, 1, 1], "added": [1, 1, 1, 1, 1, 1, 1, 1],
              "last_change": [1, 1, 1, 1, 1, 1, 1, 1], "last_seen": [1, 1, 1, 1, 1, 1, 1, 1],
              "retires": [null, null, null, null, null, null, null, null],
              "removed": [null, null, null, null, null, null, null, 1604275200]}}
            """;
}

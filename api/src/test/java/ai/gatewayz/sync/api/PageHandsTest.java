package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.Browser.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every view by keyboard alone, and on a phone. */
@Timeout(120)
class PageHandsTest {
    private static final int MOST_TABS = 40;
    private static final int PHONE = 390;

    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @BeforeAll
    static void rows() {
        API.sql(CatalogRows.models("openrouter", 30) + CatalogRows.RUNS
                + "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;");
    }

    @BeforeEach
    void threeAreHeld_andOneHasMoved() {
        API.sql("DELETE FROM held_changes; DELETE FROM change_events;"
                + "INSERT INTO change_events (type, provider_slug, provider_model_id, model_id, generation, job_id, before, after)"
                + " VALUES ('price.changed', 'openrouter', 'vendor/model-3', 'vendor/model-3', 1, 'job',"
                + " '{\"state\": \"priced\", \"prompt\": \"0.0000003\"}', '{\"state\": \"priced\", \"prompt\": \"0.00000015\"}');"
                + CatalogRows.hold("openrouter", "1", "0.00015")
                + CatalogRows.hold("openrouter", "2", "0.00015") + CatalogRows.hold("openrouter", "3", "0.00015"));
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Tabs until an element has the focus. */
    private static void tabTo(Page page, Locator goal) {
        assertThat(goal).isVisible();
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if (Boolean.TRUE.equals(goal.evaluate("node => node === document.activeElement"))) {
                return;
            }
            press(page, "Tab");
        }
        throw new AssertionError("no way to " + goal + " by Tab");
    }

    private static void heading(Page page, String words) {
        assertThat(page.locator("h1")).hasText(words);
    }

    @Test
    void viewsOfReadersNeedNoMouse() {
        Page page = BROWSER.open(API.uri("/"));
        assertThat(page.locator("tbody tr[aria-rowindex]").first()).isVisible();
        press(page, "/");
        page.keyboard().type("model 29");
        assertThat(page.locator("main [role=status]").first()).hasText("1 of 30 models");
        // At once: the address of what was typed is still to be told, and must not take the reader back.
        press(page, "ArrowDown", "Enter");
        heading(page, "Model 29");
        assertThat(page.locator("h1")).isFocused();
        tabTo(page, page.getByLabel("Exact, per token"));
        press(page, "Space");
        assertThat(page.locator("section[aria-labelledby=s-price] tbody tr")).containsText("0.00000015");
        press(page, "Escape");
        assertThat(page.locator("#q")).isVisible();

        press(page, "g", "p");
        heading(page, "Providers");
        assertThat(page.locator("tbody th a")).hasCount(4);
        press(page, "End");
        assertThat(page.locator("tbody th a").last()).isFocused();
        press(page, "Home", "j", "k", "Enter");
        assertThat(page).hasURL(Pattern.compile(".*/ui/providers/[a-z]+$"));
        press(page, "Escape");
        heading(page, "Providers");

        press(page, "g", "c");
        heading(page, "Changes");
        assertThat(page.locator("tbody tr")).containsText("−50 %");
        press(page, "ArrowDown");
        assertThat(page.locator("tbody a.model")).isFocused();
        press(page, "Enter");
        heading(page, "Model 3");
        press(page, "?");
        assertThat(page.locator("dialog")).containsText("Keyboard");
        press(page, "Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void viewsOfOperatorsNeedNoMouse() {
        Page page = BROWSER.open(API.uri("/ui/syncs"));
        tabTo(page, page.getByLabel("Enter a key"));
        page.keyboard().type(ApiFixture.OPERATOR);
        press(page, "Enter");
        Locator past = page.locator("section[aria-labelledby=s-past] tbody th a");
        tabTo(page, past.first());
        press(page, "Enter");
        heading(page, "Models and prices, groq");
        press(page, "Escape");
        heading(page, "Syncs");

        press(page, "g", "d");
        Locator rows = page.locator(".group tbody tr");
        assertThat(rows).hasCount(3);
        press(page, "j", "x");
        assertThat(page.getByText("1 chosen")).isVisible();
        press(page, "Shift+ArrowDown");
        assertThat(page.getByText("2 chosen")).isVisible();
        tabTo(page, page.locator(".confirm button.main"));
        press(page, "Enter");
        assertThat(button(page, "Cancel")).isFocused();
        tabTo(page, page.locator("dialog textarea"));
        page.keyboard().type("asked the provider");
        tabTo(page, page.locator("dialog button.main"));
        press(page, "Enter");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("approved by you")))
                .hasCount(2);
        assertThat(API.count("SELECT count(*) FROM held_changes WHERE status = 'approved'"))
                .isEqualTo(2);
    }

    /** The page as wide as the phone, and what a thumb has to hit not too small; heads of tables are for screen readers there. */
    private static void fits(Page page, String view) {
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as(view)
                .isNotPositive();
        assertThat(page.evaluate("""
                        () => [...document.querySelectorAll('main button, main select, main summary, main input:not([type=checkbox]), nav a')]
                          .filter((one) => one.checkVisibility() && !one.closest('thead') && one.getBoundingClientRect().height < 24)
                          .map((one) => one.outerHTML.slice(0, 80)).join()
                        """)).as(view).isEqualTo("");
    }

    @Test
    void viewsOfReadersFitAPhone() {
        Page page = BROWSER.open(API.uri("/"), PHONE, 844, ColorScheme.DARK);
        page.locator("#q").fill("model 30");
        assertThat(page.locator("main [role=status]").first()).hasText("1 of 30 models");
        fits(page, "models");
        page.locator("tbody tr[aria-rowindex] th a").first().click();
        heading(page, "Model 30");
        page.getByLabel("Tokens in").fill("1000000");
        page.getByLabel("Tokens out").fill("0");
        page.getByLabel("Tokens in").focus();
        assertThat(page.locator("section[aria-labelledby=s-elsewhere] tbody tr td.fill"))
                .hasText("0.15");
        fits(page, "one model");
        page.locator("nav a")
                .filter(new Locator.FilterOptions().setHasText("Providers"))
                .click();
        fits(page, "providers");
        page.locator("tbody th a").first().click();
        assertThat(page.locator("#p-facts")).isVisible();
        fits(page, "one provider");
        page.locator("nav a")
                .filter(new Locator.FilterOptions().setHasText("Changes"))
                .click();
        assertThat(page.locator("tbody tr")).containsText("−50 %");
        fits(page, "changes");
        page.getByText("Price moves").click();
        assertThat(page.getByText("1 price changes, widest first")).isVisible();
        fits(page, "price moves");
    }

    @Test
    void viewsOfOperatorsFitAPhone() {
        Page page = BROWSER.open(API.uri("/ui/syncs"), PHONE, 844, ColorScheme.LIGHT);
        page.getByLabel("Enter a key").fill(ApiFixture.ADMIN);
        button(page, "Use key").click();
        page.locator("section[aria-labelledby=s-past] tbody th a").first().click();
        heading(page, "Models and prices, groq");
        fits(page, "one sync");
        page.goBack();
        heading(page, "Syncs");
        fits(page, "syncs");
        page.locator("nav a")
                .filter(new Locator.FilterOptions().setHasText("Decisions"))
                .click();
        Locator rows = page.locator(".group tbody tr");
        rows.nth(2).locator("input").check();
        fits(page, "decisions");
        button(page, "Reject 1 …").click();
        assertThat(page.locator("dialog")).isInViewport();
        page.locator("dialog textarea").fill("a mistake of the unit");
        page.locator("dialog button.main").click();
        assertThat(rows.nth(2)).containsText("rejected by you");
        fits(page, "after a decision");
        page.getByText("Pins").click();
        assertThat(page.getByText("Nothing is pinned.")).isVisible();
        fits(page, "pins");
        page.navigate(API.uri("/ui/providers/groq").toString());
        assertThat(button(page, "Switch off …")).isVisible();
        fits(page, "one provider, as an admin");
    }
}

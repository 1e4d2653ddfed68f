package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.Browser.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What needs a key: syncs and decisions. */
@Timeout(120)
class PageOperatorTest {
    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @BeforeAll
    static void rows() {
        API.sql(CatalogRows.models("openrouter", 30) + CatalogRows.models("groq", 7)
                + "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;");
    }

    @BeforeEach
    void nothingIsHeld() {
        API.sql("DELETE FROM held_changes");
    }

    private static void hold(int count) {
        API.sql(IntStream.rangeClosed(1, count)
                .mapToObj(n -> CatalogRows.hold("openrouter", Integer.toString(n), "0.00015"))
                .collect(Collectors.joining()));
    }

    private static Page open(String path, String key) {
        return BROWSER.open(API.uri(path), key);
    }

    @Test
    void aWrongKeyIsRefused_aRightOneKeptForTheTab_andForgottenOnDemand() {
        Page page = open("/ui/syncs", "wrong-key-of-nobody");
        assertThat(page.getByText("This key is not accepted.")).isVisible();
        page.getByLabel("Enter a key").fill(ApiFixture.VIEWER);
        button(page, "Use key").click();
        assertThat(page.getByText("Viewer key")).isVisible();
        assertThat(page.locator("#s-past")).isVisible();
        assertThat(button(page, "Sync all")).hasCount(0);
        assertThat(page.url()).doesNotContain(ApiFixture.VIEWER);
        assertThat(String.valueOf(page.evaluate("() => JSON.stringify(localStorage) + document.cookie")))
                .doesNotContain(ApiFixture.VIEWER);

        page.reload();
        assertThat(page.getByText("Viewer key")).isVisible();
        button(page, "Forget key").click();
        assertThat(page.getByLabel("Enter a key to see syncs")).isVisible();
    }

    @Test
    void aFewPricesAreDecided_aNoteIsNeededForFarOnes_andTheRowStays() {
        hold(3);
        Page page = open("/ui/decisions", ApiFixture.OPERATOR);
        assertThat(page.getByText("3 prices are held in 1 group.")).isVisible();
        assertThat(page.locator(".group tbody tr").first()).containsText("0.15 → 150.00");
        page.locator(".group tbody tr").nth(1).getByRole(AriaRole.CHECKBOX).check();
        assertThat(page.getByText("1 chosen")).isVisible();
        page.locator(".confirm").getByText("Approve 1 …").click();
        assertThat(page.locator("dialog h2")).hasText("Approve 1 price of openrouter?");
        assertThat(button(page, "Cancel")).isFocused();
        page.locator("dialog")
                .getByText("Approve 1", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator("dialog")).isVisible();
        page.locator("dialog textarea").fill("checked with the provider");
        page.locator("dialog")
                .getByText("Approve 1", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator(".group tbody tr").nth(1)).containsText("approved by you");
        assertThat(page.locator(".group tbody tr")).hasCount(3);
        assertThat(API.count("SELECT count(*) FROM held_changes WHERE status = 'approved'"))
                .isEqualTo(1);
        assertThat(API.count("SELECT count(*) FROM held_changes WHERE note = 'checked with the provider'"))
                .isEqualTo(1);
    }

    @Test
    void aGroupThatGrewMeanwhileIsNotDecided() {
        hold(2);
        Page page = open("/ui/decisions", ApiFixture.OPERATOR);
        button(page, "Approve 2 …").click();
        page.locator("dialog textarea").fill("all of them");
        API.sql(CatalogRows.hold("openrouter", "9", "0.00015"));
        page.locator("dialog")
                .getByText("Approve 2", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("dialog")).containsText("Meanwhile 1 more were held. Nothing was changed.");
        assertThat(API.count("SELECT count(*) FROM held_changes WHERE status = 'pending'"))
                .isEqualTo(3);
    }

    @Test
    void whatSomebodyElseDecidesSaysSo_andTakesNoFocus() {
        hold(3);
        Page page = open("/ui/decisions", ApiFixture.OPERATOR);
        Locator box = page.locator(".group tbody tr").nth(2).getByRole(AriaRole.CHECKBOX);
        box.focus();
        long first = API.count("SELECT max(id) FROM held_changes");
        API.post("/admin/held-changes/" + first + "/reject");
        // A decision is no event of the catalog; another one makes the view look at once.
        API.sql("INSERT INTO change_events (type, provider_slug, provider_model_id, generation, job_id)"
                + " VALUES ('price.changed', 'openrouter', 'vendor/model-30', 2, 'job')");

        assertThat(page.locator(".group tbody tr").first()).containsText("rejected by admin");
        assertThat(page.locator(".group tbody tr")).hasCount(3);
        assertThat(box).isFocused();
    }

    @Test
    void aRollbackIsShownBeforeItsButton_toAnInstantToo() {
        API.sql("""
                INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, price_per_input_token, components,
                    valid_from, changed_by, job_id, fence, snapshot_sha256, transformer_version, generation)
                SELECT m.id, CASE f WHEN 1 THEN 'first' ELSE 'change' END, 'priced', usd, jsonb_build_array(jsonb_build_object(
                    'kind', 'input', 'unit', 'token', 'usd', usd::text, 'raw', usd::text, 'condition', '{}'::jsonb)),
                    now(), 'provider:groq', 'job', nextval('sync_fence_seq'), '', 1, f - 1
                FROM catalog_models m, (VALUES (1, 0.0000015), (2, 0.00000015)) AS old (f, usd)
                WHERE provider_model_id = 'vendor/model-7' AND provider_id = (SELECT id FROM providers WHERE slug = 'groq')
                """);
        Page page = open("/ui/decisions?show=rollback&provider=groq", ApiFixture.ADMIN);
        Locator target = page.getByLabel("Back to generation or instant");
        assertThat(target).not().hasValue("");
        target.fill("yesterday");
        button(page, "Preview").click();
        assertThat(page.getByText("Say a generation, such as 41")).isVisible();
        target.fill("2026-01-01 00:00");
        button(page, "Preview").click();

        assertThat(page.getByText("1 price of groq would be pinned to what they were at generation 0;"
                        + " 0 are the same or pinned already."))
                .isVisible();
        Locator moves = page.locator("section[aria-labelledby=r-widest] tbody tr");
        assertThat(moves).hasCount(1);
        assertThat(moves).containsText("vendor/model-7");
        assertThat(moves).containsText("in 0.15 → 1.50");
        assertThat(moves).containsText("×10");
        assertThat(API.count("SELECT count(*) FROM operator_overrides")).isZero();

        button(page, "Roll back 1 …").click();
        assertThat(page.locator("dialog h2")).hasText("Roll back 1 price of groq to generation 0?");
        button(page, "Cancel").click();
        assertThat(API.count("SELECT count(*) FROM operator_overrides")).isZero();
        button(page, "Roll back 1 …").click();
        page.locator("dialog button.main").click();
        assertThat(page.getByText("1 price rolled back.")).isVisible();
        assertThat(API.count("SELECT count(*) FROM operator_overrides")).isEqualTo(1);
        page.getByText("See the pins").click();
        assertThat(page.locator("tbody tr")).containsText("rolled back to generation 0");
    }

    @Test
    void anAdminMovesAProviderToAnotherTier() {
        Page page = BROWSER.open(API.uri("/ui/providers/groq"));
        page.getByText("Enter key").click();
        page.getByLabel("Key of a viewer, operator or admin").fill(ApiFixture.ADMIN);
        button(page, "Use key").click();
        page.getByLabel("How often it is synced").selectOption("hourly");

        assertThat(page.locator("section[aria-labelledby=p-facts]")).containsText("hourly");
        assertThat(API.count("SELECT count(*) FROM providers WHERE slug = 'groq' AND tier_override = 'hourly'"))
                .isEqualTo(1);
    }

    @Test
    void aViewerSeesWhatWaits_withoutButtons() {
        hold(1);
        Page page = open("/ui/decisions", ApiFixture.VIEWER);
        assertThat(page.getByText("1 price is held in 1 group.")).isVisible();
        assertThat(page.locator(".do button")).hasCount(0);
        assertThat(page.locator("tbody input:visible")).hasCount(0);
    }

    @Test
    void aKeyThatIsRevokedIsAskedForAgain_andTheRestStays() {
        Page page = open("/ui/syncs", ApiFixture.VIEWER);
        assertThat(page.locator("#s-past")).isVisible();
        page.route(
                "**/admin/**",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/problem+json")
                        .setBody("{\"title\":\"Unauthorized\",\"status\":401}")));
        assertThat(page.locator("main").getByText("This key is no longer accepted."))
                .isVisible();
        assertThat(page.getByLabel("Enter a key to see syncs")).isVisible();
    }
}

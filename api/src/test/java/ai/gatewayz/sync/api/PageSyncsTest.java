package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.Browser.button;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Syncs that run while they are looked at. */
@Timeout(120)
class PageSyncsTest {
    @RegisterExtension
    static final ApiFixture API = new ApiFixture();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @BeforeAll
    static void whereTemporalIs() {
        API.restart(Map.of("TEMPORAL_UI_URL", "http://127.0.0.1:8233"));
    }

    @Test
    void aRunningSyncIsShownLive_cancelled_andRetried() {
        CountDownLatch gate = API.activities.hold("groq");
        Page page = BROWSER.open(API.uri("/ui/syncs"), ApiFixture.OPERATOR);
        assertThat(page.getByText("No sync has run yet.")).isVisible();
        button(page, "Sync all").click();
        Locator running = page.locator("section.group");

        assertThat(running.locator("[role=status]")).containsText("2 of 3 providers");
        assertThat(running.locator(".why"))
                .hasText("234 models · 10 prices changed · 0 held · 1 provider still at work or in trouble:");
        assertThat(running.locator("progress")).hasJSProperty("value", 2);
        assertThat(running.locator("tbody tr")).hasCount(1);
        assertThat(running.locator("tbody tr")).containsText("groq");
        assertThat(running.locator("tbody tr td").first()).hasText("fetch");
        assertThat(page.locator("#n-syncs")).hasText("1 running");
        assertThat(running.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Open in Temporal")))
                .hasAttribute(
                        "href",
                        Pattern.compile("http://127.0.0.1:8233/namespaces/default/workflows/catalog-sync-.*/history"));

        button(page, "Cancel …").click();
        assertThat(page.locator("dialog h2")).hasText("Cancel “Models and prices”?");
        button(page, "Cancel the sync").click();
        API.activities.broken.add("groq");
        gate.countDown();
        Locator past = page.locator("section[aria-labelledby=s-past] tbody tr");
        assertThat(past).hasCount(1);
        assertThat(past).containsText("cancelled");
        assertThat(past).containsText("2 of 3");
        assertThat(running).hasCount(0);

        API.activities.broken.clear();
        button(page, "Retry 1").click();
        assertThat(page.getByText("Started.")).isVisible();
        assertThat(past).hasCount(2);
        assertThat(past.first()).containsText("completed");
        assertThat(past.first()).containsText("1 of 1");
    }

    @Test
    void aStepThatIsTriedAgainSaysWhyItFailed_andWhenTheNextTryBegins() {
        Page page = BROWSER.open(API.uri("/ui/decisions"), ApiFixture.VIEWER);
        assertThat(page.getByText("Viewer key")).isVisible();
        String job = JOB.formatted(Instant.now().minusSeconds(65), Instant.now().plusSeconds(59));
        page.route(
                "**/admin/jobs?*",
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"jobs\": [" + job + "], \"next_cursor\": null}")));
        page.route(
                "**/admin/jobs/catalog-sync-x/events*",
                route -> route.fulfill(new FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody("event: progress\ndata: " + job.replace('\n', ' ') + "\n\n")));
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Syncs")).click();
        Locator running = page.locator("section.group");

        assertThat(running.locator("[role=status]")).containsText("1 of 3 providers · 1 min · started by ana");
        Locator rows = running.locator("tbody tr");
        assertThat(rows).hasCount(2);
        assertThat(rows.first()).containsText("openrouter");
        assertThat(rows.first()).containsText(Pattern.compile("HTTP 503, try 4 of 6, again in \\d+ s"));
        assertThat(rows.nth(1)).containsText("groq");
        assertThat(rows.nth(1)).containsText("transform");
        assertThat(button(page, "Cancel …")).hasCount(0);
    }

    /** One provider is done, one at work, one waits for its next try. */
    private static final String JOB = """
            {"job_id": "catalog-sync-x", "run_id": "r", "kind": "full", "status": "running", "triggered_by": "ana",
             "started_at": "%1$s", "completed_at": null, "duration_ms": null, "dry_run": false, "temporal_url": null, "providers": [
              {"provider": "groq", "status": "running", "step": "transform", "attempt": 1, "models_fetched": 20,
               "models_synced": 0, "models_delisted": 0, "price_changes": 0, "held_changes": 0, "error": null},
              {"provider": "openrouter", "status": "running", "step": "fetch", "attempt": 4, "max_attempts": 6,
               "next_attempt_at": "%2$s", "models_fetched": 0, "models_synced": 0, "models_delisted": 0,
               "price_changes": 0, "held_changes": 0, "error": {"code": "provider_unavailable", "message": "HTTP 503"}},
              {"provider": "deepinfra", "status": "synced", "step": "done", "attempt": 1, "models_fetched": 9,
               "models_synced": 9, "models_delisted": 0, "price_changes": 1, "held_changes": 0, "error": null}]}
            """;
}

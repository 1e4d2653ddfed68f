package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.client.FakeApi;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, {@code held}, {@code quote}, {@code export}, {@code migrate} and {@code completion}. */
class OperatorCommandsTest {
    private final FakeApi api = new FakeApi();
    private final Recorder recorder = new Recorder();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void verify_comparesEachProviderWithTheCatalog() {
        prepareVerify(500, 460);
        assertThat(run("verify")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "PROVIDER   AT PROVIDER  IN CATALOG  DIFFERENCE  NOTE",
                        "deepinfra          500         460          40",
                        "groq                10          20          10",
                        "openai                           7              not asked: OPENAI_API_KEY is not set",
                        "",
                        "510 models at the providers, 480 in the catalog, 50 apart.",
                        "Last sync: completed at 2026-11-21T08:00:00Z.",
                        "HEALTHY: the catalog is in step.");
        assertThat(api.requests())
                .containsExactly(
                        "POST /admin/model-sync/all?dry_run=true&wait=0",
                        "GET /admin/jobs/j?run_id=r",
                        "GET /models/stats",
                        "GET /admin/model-sync/status");
    }

    @Test
    void changes_asksForTheNewest_orForThoseAfterANumber_ofWhatIsNamed() {
        api.on("GET /changes", 200, "{\"data\":[]}").on("GET /changes", 200, """
                {"data":[{"seq":7,"at":"2026-11-21T08:00:00.5Z","generation":3,"type":"price.changed","provider_slug":"groq",
                  "provider_model_id":"m","before":{"prompt":"0.000001"},"after":{"prompt":"0.00000125"}}]}""");
        assertThat(run("changes")).isZero();
        assertThat(run(
                        "changes",
                        "--since=6",
                        "--limit=9",
                        "--provider=groq",
                        "--model=m",
                        "--type=price.changed",
                        "--type=price.held"))
                .isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "No changes.",
                        "SEQ  AT                    GEN  CHANGE         PROVIDER  MODEL  WAS IN $/M  IN $/M",
                        "  7  2026-11-21T08:00:00Z    3  price.changed  groq      m               1    1.25");
        assertThat(api.requests())
                .containsExactly(
                        "GET /changes?last=50",
                        "GET /changes?since=6&limit=9&provider=groq&model=m&type=price.changed&type=price.held");
    }

    @Test
    void verify_warnsWithinTheThreshold_andFailsBeyondIt() {
        prepareVerify(500, 409);
        assertThat(run("verify")).isZero();
        assertThat(recorder.out())
                .contains("101 apart", "WARNING: apart by more than 100 models, within the threshold of 1000.");
        assertThat(run("verify", "--threshold", "100", "--json")).isEqualTo(1);
        assertThat(run("verify", "--threshold", "101")).isZero();
        assertThat(run("verify", "--threshold", "100")).isEqualTo(1);
        assertThat(recorder.out()).contains("OUT OF SYNC: apart by more than 100 models. Run: ./catalog-sync sync");
        assertThat(run("verify", "--threshold", "-1")).isEqualTo(2);
    }

    @Test
    void verify_tellsEveryChannel_onlyWhenSomethingIsWrong() {
        Map<String, String> channels = Map.of(
                "PROVIDER_BASE_URL_TEMPLATE", api.url() + "/{provider}",
                "SLACK_WEBHOOK_URL", api.url() + "/slack",
                "RESEND_API_KEY", "re_0123456789abcdef",
                "ALERT_EMAIL", "night@example.com",
                "ALERT_FROM", "sync@example.com");
        prepareVerify(2000, 100);
        api.on("POST /slack", 200, "{}").on("POST /resend/emails", 500, "{}");
        assertThat(runWith(channels, "verify")).isEqualTo(1);
        assertThat(recorder.outLines())
                .endsWith("Alert by email: NOT sent; it did not answer.", "Alert by slack: sent.");
        assertThat(api.requests()).contains("POST /slack", "POST /resend/emails");
    }

    @Test
    void verify_tellsNobody_whenAllIsWell() {
        prepareVerify(500, 460);
        assertThat(runWith(
                        Map.of(
                                "PROVIDER_BASE_URL_TEMPLATE", api.url() + "/{provider}",
                                "SLACK_WEBHOOK_URL", api.url() + "/slack"),
                        "verify"))
                .isZero();
        assertThat(api.requests()).doesNotContain("POST /slack");
    }

    @Test
    void verify_jsonHasTheSameFigures() {
        prepareVerify(2000, 100);
        assertThat(run("verify", "--json")).isEqualTo(1);
        assertThat(Json.read(recorder.out())).isEqualTo(Json.read("""
                {"providers":[
                  {"provider":"deepinfra","in_catalog":100,"at_provider":2000,"difference":1900},
                  {"provider":"groq","in_catalog":20,"at_provider":10,"difference":10},
                  {"provider":"openai","in_catalog":7,"error":"OPENAI_API_KEY is not set"}],
                 "at_providers":2010,"in_catalog":120,"difference":1910,"status":"out_of_sync","threshold":1000,
                 "last_sync":{"status":"completed","completed_at":"2026-11-21T08:00:00Z"}}
                """));
    }

    @Test
    void verify_comparesTheFirstListAlone_andNamesTheOneThatDidNotCome() {
        String missing = "\"error\":{\"code\":\"second_list_missing\",\"message\":\"its second list did not come\"}}";
        api.on("POST /admin/model-sync/all", 202, "{\"job_id\":\"j\",\"run_id\":\"r\"}")
                .on(
                        "GET /admin/jobs/j",
                        200,
                        "{\"status\":\"completed\",\"details\":{\"results\":["
                                + "{\"provider\":\"fireworks\",\"status\":\"synced\",\"models_transformed\":5,"
                                + missing
                                + ",{\"provider\":\"xai\",\"status\":\"synced\",\"models_transformed\":9," + missing
                                + ",{\"provider\":\"groq\",\"status\":\"synced\",\"models_transformed\":3,"
                                + "\"error\":{\"code\":\"shrunk\",\"message\":\"half of it is gone\"}}]}}")
                .on("GET /models/stats", 200, "{\"by_provider\":{\"fireworks\":8,\"xai\":7,\"groq\":9}}")
                .on("GET /admin/model-sync/status", 200, "{}");

        assertThat(run("verify")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "PROVIDER   AT PROVIDER  IN CATALOG  DIFFERENCE  NOTE",
                        "fireworks            5           8           0  its second list did not come",
                        "groq                 3           9           6  half of it is gone",
                        "xai                  9           7           2  its second list did not come",
                        "",
                        "17 models at the providers, 24 in the catalog, 8 apart.",
                        "HEALTHY: the catalog is in step.");
        assertThat(run("verify", "--json")).isZero();
        assertThat(recorder.out())
                .contains("\"code\" : \"second_list_missing\"", "\"message\" : \"its second list did not come\"");
    }

    @Test
    void verify_failsWhenNoProviderCouldBeAsked() {
        api.on("POST /admin/model-sync/all", 202, "{\"job_id\":\"j\",\"run_id\":\"r\"}")
                .on("GET /models/stats", 200, "{\"by_provider\":{}}")
                .on(
                        "GET /admin/jobs/j",
                        200,
                        "{\"status\":\"failed\",\"details\":{\"results\":[{\"provider\":\"groq\",\"status\":\"failed\"}]}}");
        assertThat(run("verify")).isEqualTo(1);
        assertThat(recorder.errLines())
                .containsExactly("error: no provider could be asked; see ./catalog-sync status j");
    }

    private void prepareVerify(int listed, int stored) {
        api.on("POST /admin/model-sync/all", 202, "{\"job_id\":\"j\",\"run_id\":\"r\"}")
                .on(
                        "GET /admin/jobs/j",
                        200,
                        "{\"status\":\"completed\",\"details\":{\"results\":["
                                + "{\"provider\":\"openai\",\"status\":\"skipped\","
                                + "\"error\":{\"code\":\"not_configured\",\"message\":\"OPENAI_API_KEY is not set\"}},"
                                + "{\"provider\":\"groq\",\"status\":\"not_modified\",\"models_transformed\":10},"
                                + "{\"provider\":\"deepinfra\",\"status\":\"synced\",\"models_transformed\":" + listed
                                + "}]}}")
                .on(
                        "GET /models/stats",
                        200,
                        "{\"by_provider\":{\"groq\":20,\"openai\":7,\"deepinfra\":" + stored + "}}")
                .on(
                        "GET /admin/model-sync/status",
                        200,
                        "{\"last_sync\":{\"status\":\"completed\",\"completed_at\":\"2026-11-21T08:00:00Z\"}}");
    }

    @Test
    void rollback_goesBackAndForth() {
        String route = "/admin/providers/groq/rollback";
        api.on("POST " + route, 200, """
                        {"provider":"groq","to":41,"dry_run":true,"pinned":17,"kept":2,"generation":null}
                        """)
                .on("POST " + route, 200, """
                        {"provider":"groq","to":41,"dry_run":false,"pinned":17,"kept":0,"generation":44}
                        """)
                .on("DELETE " + route, 200, "{\"provider\":\"groq\",\"removed\":17,\"generation\":45}");
        assertThat(run("rollback", "groq", "--to", "41", "--dry-run")).isZero();
        assertThat(run("rollback", "groq", "--to", "41")).isZero();
        assertThat(run("rollback", "groq", "--undo")).isZero();
        assertThat(run("rollback", "groq")).isEqualTo(2);
        assertThat(run("rollback", "groq", "--to", "41", "--undo")).isEqualTo(2);
        assertThat(run("rollback", "groq", "--undo", "--dry-run")).isEqualTo(2);

        assertThat(recorder.outLines())
                .containsExactly(
                        "groq: 17 prices would be pinned as they were at generation 41; 2 others have a pin of their own,"
                                + " which stays.",
                        "groq: 17 prices are pinned as they were at generation 41.",
                        "groq: 17 pins are removed; what the provider says is served again.");
        assertThat(api.requests())
                .containsExactly(
                        "POST " + route + "?to=41&dry_run=true", "POST " + route + "?to=41", "DELETE " + route);
    }

    @Test
    void held_listsAndDecides() {
        api.on("GET /admin/held-changes", 200, "{\"data\":[]}")
                .on("GET /admin/held-changes", 200, """
                        {"data":[{"id":7,"provider_slug":"groq","provider_model_id":"a/b","rule":"unit_signature",
                          "status":"pending","factor":"1000","before":{"state":"priced","prompt":"0.000001","completion":null},
                          "after":{"state":"priced","prompt":"0.001","completion":null},
                          "first_seen_at":"2026-11-21T08:00:00.123456Z"},
                         {"id":9,"provider_slug":"zai","provider_model_id":"orb","rule":"reference_disagreement",
                          "status":"pending","before":{"state":"unknown","prompt":null,"completion":null},
                          "after":{"state":"priced","prompt":"0.000002","completion":"0.000008"},
                          "told_by":[{"source":"reference:models-dev","reference_id":"orb",
                                      "price":{"prompt":"0.000002","completion":"0.000008"}},
                                     {"source":"reference:litellm","reference_id":"orb",
                                      "price":{"prompt":"0.000003","completion":"0.000008"}}],
                          "first_seen_at":"2026-11-21T08:00:00Z"}]}
                        """)
                .on("POST /admin/held-changes/7/approve", 200, "{\"id\":7,\"status\":\"approved\"}")
                .on("POST /admin/held-changes/8/reject", 200, "{\"id\":8,\"status\":\"rejected\"}");
        assertThat(run("held", "--provider", "groq")).isZero();
        assertThat(run("held")).isZero();
        assertThat(run("held", "approve", "7")).isZero();
        assertThat(run("held", "reject", "8", "--note", "a slip of theirs")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "Nothing is held.",
                        "ID  PROVIDER  MODEL  RULE                    FACTOR  SERVED IN $/M  HELD IN $/M  HELD OUT $/M  BUT  "
                                + "              SAYS IN $/M  SAYS OUT $/M  STATUS   SINCE",
                        " 7  groq      a/b    unit_signature            1000              1         1000                   "
                                + "                                           pending  2026-11-21T08:00:00Z",
                        " 9  zai       orb    reference_disagreement                                   2             8  "
                                + "reference:litellm            3             8  pending  2026-11-21T08:00:00Z",
                        "id      7",
                        "status  approved",
                        "id      8",
                        "status  rejected");
        assertThat(api.requests())
                .containsExactly(
                        "GET /admin/held-changes?provider=groq",
                        "GET /admin/held-changes",
                        "POST /admin/held-changes/7/approve",
                        "POST /admin/held-changes/8/reject");
        assertThat(api.bodies()).containsExactly("", "", "{}", "{\"note\":\"a slip of theirs\"}");
    }

    @Test
    void quote_showsEachLineAndTheTotal() {
        api.on("GET /quote", 200, """
                {"total_usd":"0.0042","price_state":"priced","at":"2026-11-21T08:00:00Z","lines":[
                 {"kind":"input","unit":"token","quantity":"1000","unit_price_usd":"0.000002","cost_usd":"0.002",
                  "condition":{},"note":null},
                 {"kind":"output","unit":"token","quantity":"100","unit_price_usd":"0.000022","cost_usd":"0.0022",
                  "condition":{},"note":null}]}
                """);
        assertThat(run("quote", "groq", "a/b", "--input-tokens", "1000", "--output-tokens", "100"))
                .isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "KIND    QUANTITY  UNIT   USD PER UNIT     USD",
                        "input       1000  token      0.000002   0.002",
                        "output       100  token      0.000022  0.0022",
                        "",
                        "Total: 0.0042 USD (priced, 2026-11-21T08:00:00Z)");
        assertThat(api.requests())
                .containsExactly("GET /quote?provider=groq&model=a%2Fb&input_tokens=1000&output_tokens=100");
    }

    @Test
    void quote_ofAnUnknownPriceIsAFailureWithItsReason() {
        api.on("GET /quote", 409, "{\"detail\":\"the price of a/b is unknown\"}");
        assertThat(run("quote", "groq", "a/b", "--input-tokens", "1")).isEqualTo(1);
        assertThat(recorder.errLines()).containsExactly("error: the price of a/b is unknown (409)");
    }

    @Test
    void export_printsTheFile_orWritesIt() throws Exception {
        api.on("GET /exports/csv", 200, "provider,model\ngroq,a/b\n");
        Path file = directory.resolve("prices.csv");
        assertThat(run("export", "csv")).isZero();
        assertThat(run("export", "csv", "-o", file.toString())).isZero();
        assertThat(recorder.outLines()).containsExactly("provider,model", "groq,a/b");
        assertThat(file).content().isEqualTo("provider,model\ngroq,a/b\n");
        assertThat(run("export", "csv", "-o", directory.resolve("no/such").toString()))
                .isEqualTo(1);
        assertThat(Files.list(directory)).hasSize(1);
    }

    @Test
    void export_ofAnUnknownFormatIsAUsageError() {
        api.on("GET /exports/xml", 400, "{\"detail\":\"format: must be csv\"}");
        assertThat(run("export", "xml")).isEqualTo(2);
        assertThat(recorder.errLines()).containsExactly("error: format: must be csv");
    }

    @Test
    void migrate_needsADatabase_andSaysWhatIsWrongWithIt() {
        assertThat(run("migrate")).isEqualTo(2);
        assertThat(runWith(Map.of("DATABASE_URL", "mysql://h/d"), "migrate")).isEqualTo(2);
        assertThat(runWith(Map.of("DATABASE_URL", "postgresql://u:hidden@127.0.0.1:1/d"), "migrate"))
                .isEqualTo(1);
        assertThat(recorder.errLines())
                .hasSize(3)
                .startsWith(
                        "error: DATABASE_URL: is not set; ./catalog-sync up migrates its own database by itself",
                        "error: DATABASE_URL: must start with postgresql:// or jdbc:postgresql://")
                .last()
                .asString()
                .startsWith("error: the database cannot be migrated: ")
                .doesNotContain("hidden");
    }

    @Test
    void completion_isAScriptThatKnowsTheCommands() {
        assertThat(run("completion")).isZero();
        assertThat(recorder.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("pricing-sync", "--dry-run", "_catalog-sync");
    }

    private int run(String... arguments) {
        return runWith(Map.of(), arguments);
    }

    private int runWith(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new java.util.HashMap<>(
                Map.of("API_URL", api.url(), "ADMIN_API_KEY", "0123456789abcdef", "DATA_DIR", directory.toString()));
        environment.putAll(more);
        CommandContext context =
                new CommandContext(environment, recorder.screen(), new FakeServices(), new Stopper(), file -> {});
        return Program.run(context, verbose -> {}, arguments);
    }
}

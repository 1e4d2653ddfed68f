package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Terms of prices from the text of a provider's list to the sum of a quote, through everything in between. */
@Timeout(240)
class PriceTermsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** 2027-01-04 is a Monday. */
    private static final String MONDAY = "2027-01-04T";

    private static final String SATURDAY = "2027-01-09T";
    private static final String FRIDAY = "2027-01-08T";

    private static final Map<String, String> LISTS =
            Map.of("openrouter", """
                {'data':[
                 {'id':'day','pricing':{'prompt':'0.00000015','completion':'0.0000006','overrides':[
                  {'utc_start':100,'utc_end':400,'utc_days':['mon','tue','wed','thu','fri'],
                   'prompt':'0.0000003','completion':'0.0000012'}]}},
                 {'id':'both','pricing':{'prompt':'0.000001','completion':'0.000003','overrides':[
                  {'min_prompt_tokens':32000,'utc_start':100,'utc_end':400,'prompt':'0.000004','completion':'0.000012'}]}},
                 {'id':'two','pricing':{'prompt':'0.000001','completion':'0.000003','overrides':[
                  {'min_prompt_tokens':200000,'prompt':'0.000002','completion':'0.000006'},
                  {'min_prompt_tokens':200000,'utc_start':100,'utc_end':400,'prompt':'0.0000015','completion':'0.000004'}]}},
                 {'id':'midnight','pricing':{'prompt':'0.000001','completion':'0.000003','overrides':[
                  {'utc_start':2200,'utc_end':200,'utc_days':['fri'],'prompt':'0.0000005','completion':'0.000001'}]}},
                 {'id':'pinned','pricing':{'prompt':'0.000009','completion':'0.000009'}},
                 {'id':'partly','pricing':{'prompt':'0.000001','completion':'0.000003','overrides':[
                  {'min_prompt_tokens':200000,'moon_phase':'full','prompt':'0.000002'}]}}]}\
                """, "novita", """
                {'data':[
                 {'id':'tiers','status':1,'input_token_price_per_m':0,'output_token_price_per_m':0,'is_tiered_billing':true,
                  'tiered_billing_configs':[
                   {'min_tokens':0,'max_tokens':32000,'pricing':{'prompt':{'price_per_m_decimal':'1.0'},'completion':{'price_per_m_decimal':'5.0'}}},
                   {'min_tokens':32000,'max_tokens':128000,'pricing':{'prompt':{'price_per_m_decimal':'1.8'},'completion':{'price_per_m_decimal':'9.0'}}},
                   {'min_tokens':128000,'max_tokens':256000,'pricing':{'prompt':{'price_per_m_decimal':'3.0'},'completion':{'price_per_m_decimal':'15.0'}}}]},
                 {'id':'cache','status':1,'pricing':{'prompt':{'price_per_m_decimal':'0.269'},'completion':{'price_per_m_decimal':'1.1'},
                  'input_cache_read':{'price_per_m_decimal':'0.1345'}}}]}\
                """, "helicone", """
                {'data':{'models':[{'id':'ridge','name':'Ridge','author':'acme','contextLength':1000000,'inputModalities':['text'],
                 'outputModalities':['text'],'endpoints':[{'provider':'acme','providerSlug':'acme','pricing':{'prompt':1.25,'completion':10},
                 'pricingTiers':[{'prompt':1.25,'completion':10,'threshold':0},{'prompt':2.5,'completion':15,'threshold':200000}]}]}]}}\
                """, "near", """
                {'models':[{'modelId':'acme/shore','inputCostPerToken':{'amount':850,'scale':9,'currency':'USD'},
                 'outputCostPerToken':{'amount':2500,'scale':9,'currency':'USD'},
                 'cacheReadCostPerToken':{'amount':170,'scale':9,'currency':'USD'}}],'total':1,'limit':100,'offset':0}\
                """, "vercel-ai-gateway", """
                {'object':'list','data':[{'id':'acme/voice','object':'model','type':'speech','modalities':{'input':['text'],'output':['audio']},
                 'pricing':{'input':'0.000015','speech_input_character_cost':'0.000015'}}]}\
                """);

    private static final String PIN = """
        {'provider':'openrouter','model_id':'pinned','kind':'price','prompt':'0.00000015','completion':'0.0000006','components':[
         {'kind':'input','usd':'0.0000003','condition':{'from':'01:00','to':'04:00','zone':'UTC','days':'mon,tue,wed,thu,fri'}},
         {'kind':'output','usd':'0.0000012','condition':{'from':'01:00','to':'04:00','zone':'UTC','days':'mon,tue,wed,thu,fri'}}]}\
        """;

    private static final String MILLION = "input_tokens=1000000&output_tokens=1000000&at=";

    /** Provider, model, question, and the sum or why there is none. */
    private static final List<List<String>> VECTORS = List.of(
            List.of("openrouter", "day", MILLION + MONDAY + "02:00:00Z", "1.5"),
            List.of("openrouter", "day", MILLION + SATURDAY + "02:00:00Z", "0.75"),
            List.of("openrouter", "day", MILLION + MONDAY + "04:00:00Z", "0.75"),
            List.of("openrouter", "both", "input_tokens=300000&output_tokens=1000&at=" + MONDAY + "12:00:00Z", "0.303"),
            List.of("openrouter", "both", "input_tokens=300000&output_tokens=1000&at=" + MONDAY + "03:59:59Z", "1.212"),
            List.of("openrouter", "both", "input_tokens=31999&at=" + MONDAY + "03:00:00Z", "0.031999"),
            List.of("openrouter", "two", "input_tokens=200000&at=" + MONDAY + "12:00:00Z", "0.4"),
            List.of("openrouter", "two", "input_tokens=200000&at=" + MONDAY + "02:00:00Z", "0.3"),
            List.of("openrouter", "midnight", "input_tokens=1000000&at=" + SATURDAY + "01:59:00Z", "0.5"),
            List.of("openrouter", "midnight", "input_tokens=1000000&at=" + FRIDAY + "01:59:00Z", "1"),
            List.of("openrouter", "pinned", MILLION + MONDAY + "02:00:00Z", "1.5"),
            List.of("openrouter", "pinned", MILLION + SATURDAY + "02:00:00Z", "0.75"),
            List.of("openrouter", "partly", "input_tokens=300000", "0.3"),
            List.of("openrouter", "partly", "input_tokens=300000&strict=true", "price_terms_unread"),
            List.of("novita", "tiers", "input_tokens=100000&output_tokens=1000", "0.189"),
            List.of("novita", "cache", "input_tokens=1000000&cache_read_tokens=1000000", "0.1345"),
            List.of("helicone", "ridge", "input_tokens=300000&output_tokens=1000", "0.765"),
            List.of("helicone", "ridge", "input_tokens=200000", "0.25"),
            List.of("near", "acme/shore", "input_tokens=1000000&cache_read_tokens=900000", "0.238"),
            List.of("vercel-ai-gateway", "acme/voice", "input_tokens=1000000", "not_priced"),
            List.of("vercel-ai-gateway", "acme/voice", "use=input:character:1000", "0.015"));

    @TempDir
    Path directory;

    @Test
    void everyTerm_isQuoted_fromTheListToTheSum() throws Exception {
        HttpServer providers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LISTS.forEach((slug, list) -> providers.createContext("/" + slug + "/", exchange -> {
            byte[] body = list.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }));
        providers.start();
        Stopper stopper = new Stopper();
        try {
            AllInOne.Running running = new AllInOne(
                            Map.of(
                                    "TEMPORAL_MODE",
                                    "embedded",
                                    "MANAGE_SCHEDULES",
                                    "false",
                                    "PROVIDER_BASE_URL_TEMPLATE",
                                    "http://127.0.0.1:" + providers.getAddress().getPort() + "/{provider}"),
                            DataDirectory.at(directory).create(),
                            new ModuleServices(),
                            stopper,
                            step -> {})
                    .start(new AllInOne.Options(null, 0));
            SyncLauncher launcher =
                    new SyncLauncher(running.temporal().connection().client());
            var job = launcher.startCatalog(
                    new CatalogSyncRequest(SyncKind.FULL, List.copyOf(LISTS.keySet()), false, "test", 8), "terms");
            assertThat(launcher.awaitCatalog(job, Duration.ofSeconds(120))
                            .orElseThrow()
                            .status())
                    .isEqualTo(JobStatus.COMPLETED);
            check(running.addresses().apiUrl(), running.addresses().adminKey());
        } finally {
            stopper.close();
            providers.stop(0);
        }
    }

    private static void check(String api, String key) throws IOException, InterruptedException {
        HttpRequest.Builder pin = HttpRequest.newBuilder(URI.create(api + "/admin/overrides"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(PIN.replace('\'', '"')));
        assertThat(HTTP.send(pin.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        for (List<String> vector : VECTORS) {
            String query = "/quote?provider=" + vector.get(0) + "&model=" + vector.get(1) + "&" + vector.get(2);
            JsonNode answer = get(api + query);
            String sum = answer.path("total_usd")
                    .asText(answer.at("/errors/0/message").asText());
            assertThat(sum).as(query + " " + answer).isEqualTo(vector.get(3));
        }
        JsonNode partly = get(api + "/models/openrouter/partly").path("pricing");
        assertThat(partly.path("unread"))
                .hasToString("[\"/pricing/overrides/0/min_prompt_tokens\",\"/pricing/overrides/0/moon_phase\","
                        + "\"/pricing/overrides/0/prompt\"]");
    }

    private static JsonNode get(String url) throws IOException, InterruptedException {
        return Json.read(HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body());
    }
}

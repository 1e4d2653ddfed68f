package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.simulator.model.ModelTruth;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ProviderFleetTest {
    @Test
    void totalModels_isExactlyWhatWasAskedFor() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(18_000, 1)) {
            assertThat(fleet.totalModels()).isEqualTo(18_000);
            assertThat(fleet.slugs()).contains("openrouter", "near", "alpaca", "kilo");
            assertThat(fleet.modelCount("openrouter")).isEqualTo(413);
            assertThat(fleet.modelCount("featherless")).isEqualTo(10_978);
            assertThat(fleet.modelCount("alpaca")).isZero();
            assertThat(fleet.modelCount("nobody")).isZero();
        }
    }

    @Test
    void totalModels_scalesAllProviders() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(1_800, 1)) {
            assertThat(fleet.totalModels()).isEqualTo(1_800);
            assertThat(fleet.modelCount("openrouter")).isEqualTo(42);
        }
    }

    @Test
    void totalModels_goesFarBeyondTheRealFleet() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(180_000, 1)) {
            assertThat(fleet.totalModels()).isEqualTo(180_000);
            assertThat(fleet.modelCount("google-vertex")).isEqualTo(3_000);
        }
    }

    @Test
    void bodies_areEqual_forEqualSeeds() throws Exception {
        try (ProviderFleet one = ProviderFleet.startFrozen(2_000, 5);
                ProviderFleet same = ProviderFleet.startFrozen(2_000, 5);
                ProviderFleet other = ProviderFleet.startFrozen(2_000, 6)) {
            for (String slug : one.slugs()) {
                byte[] body = new FleetClient(one).list(slug).body();
                assertThat(new FleetClient(same).list(slug).body()).as(slug).isEqualTo(body);
                if (one.modelCount(slug) > 0) {
                    assertThat(new FleetClient(other).list(slug).body())
                            .as(slug)
                            .isNotEqualTo(body);
                }
            }
        }
    }

    @Test
    void answer_isCompressed_onlyOnDemand() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(2_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            HttpResponse<byte[]> plain = client.list("openrouter");
            HttpResponse<byte[]> small = client.get("openrouter", "/models", "Accept-Encoding", "gzip");
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(small.body().length).isLessThan(plain.body().length / 3);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                    .isEqualTo(plain.body());
        }
    }

    @Test
    void requests_areCountedPerProvider() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(500, 1)) {
            FleetClient client = new FleetClient(fleet);
            client.list("groq");
            client.list("groq");
            client.list("xai");
            assertThat(fleet.requests("groq")).isEqualTo(2);
            assertThat(fleet.requests("xai")).isEqualTo(1);
            assertThat(fleet.requests("openai")).isZero();
        }
    }

    @Test
    void providersWithoutList_answerHtml404() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(500, 1)) {
            HttpResponse<byte[]> answer = new FleetClient(fleet).get("alpaca", "/v1/models");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        }
    }

    @Test
    void unknownProviderOrPath_answersJson404() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(500, 1)) {
            FleetClient client = new FleetClient(fleet);
            assertThat(client.get("nobody", "/models").statusCode()).isEqualTo(404);
            assertThat(client.get("groq", "/chat/completions").statusCode()).isEqualTo(404);
            assertThat(client.json("groq", "/chat/completions")
                            .at("/error/message")
                            .textValue())
                    .isEqualTo("no route for /chat/completions");
        }
    }

    @Test
    void missingKey_isRefused_whereTheProviderNeedsOne() throws Exception {
        FleetOptions options =
                FleetOptions.defaults().withTotalModels(500).withFrozen(true).withRequireKeys(true);
        try (ProviderFleet fleet = ProviderFleet.start(options)) {
            FleetClient client = new FleetClient(fleet);
            assertThat(client.list("groq").statusCode()).isEqualTo(401);
            assertThat(client.get("groq", "/models", "Authorization", "Bearer x")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.get("anthropic", "/models", "Authorization", "Bearer x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(client.get("anthropic", "/models", "x-api-key", "x").statusCode())
                    .isEqualTo(200);
            assertThat(client.list("google-ai-studio").statusCode()).isEqualTo(400);
            assertThat(client.list("openrouter").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void order_changesBytes_notContent() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(2_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            byte[] natural = client.list("deepseek").body();
            var ids = FleetClient.ids("openrouter", client.list("openrouter", ""));
            client.control("POST", "order?shuffle=7");
            var shuffled = FleetClient.ids("openrouter", client.list("openrouter", ""));
            assertThat(shuffled).isNotEqualTo(ids).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(client.list("deepseek").body()).isNotEqualTo(natural);
            client.control("POST", "order?shuffle=0");
            assertThat(client.list("deepseek").body()).isEqualTo(natural);
        }
    }

    @Test
    void stats_nameModelsRequestsAndFaults() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(1_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            client.list("xai");
            client.control("POST", "fault?provider=groq&spec=status=503;times=2");
            var stats = client.control("GET", "stats");
            assertThat(stats.at("/total_models").intValue()).isEqualTo(1_000);
            assertThat(stats.at("/providers/xai/requests").intValue()).isEqualTo(1);
            assertThat(stats.at("/faults/groq/0").textValue()).isEqualTo("status=503;times=2");
            assertThat(client.control("DELETE", "fault?provider=groq").at("/faults"))
                    .isEmpty();
        }
    }

    @Test
    void control_refusesNonsense() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(500, 1)) {
            FleetClient client = new FleetClient(fleet);
            assertThat(client.control("POST", "advance?ticks=many")
                            .at("/message")
                            .textValue())
                    .isEqualTo("'ticks' takes a number from 1 to 100000");
            assertThat(client.control("POST", "fault?provider=groq&spec=explode")
                            .at("/message")
                            .textValue())
                    .startsWith("fault 'explode': 'explode' is not one of status, ");
            assertThat(client.control("POST", "dance").at("/message").textValue())
                    .isEqualTo("no control 'POST/dance'");
        }
    }

    @Test
    void truth_isGivenToOtherProcesses() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(2_000, 1)) {
            FleetClient client = new FleetClient(fleet);
            ModelTruth truth = fleet.expectedPrices("xai").get(0);
            var answer = client.control("GET", "truth?provider=xai&id=" + truth.id());
            assertThat(answer.get("state").textValue()).isEqualTo(truth.state().name());
            assertThat(answer.get("input").textValue()).isEqualTo(truth.input());
            assertThat(client.control("GET", "truth?provider=xai&id=none")
                            .get("message")
                            .textValue())
                    .isEqualTo("no such model");
        }
    }

    @Test
    void expectedPrice_takesGoogleIdsWithoutTheirPath() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(2_000, 1)) {
            ModelTruth truth = fleet.expectedPrices("google-ai-studio").get(0);
            String shortId = truth.id().substring("models/".length());
            assertThat(fleet.expectedPrice("google-ai-studio", shortId)).hasValue(truth);
            assertThat(fleet.expectedPrice("google-ai-studio", "emini")).isEmpty();
        }
    }

    @Test
    void port_isOnLoopbackOnly_andInTheTemplate() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.startFrozen(500, 1)) {
            assertThat(fleet.baseUrlTemplate()).isEqualTo("http://127.0.0.1:" + fleet.port() + "/{provider}");
            assertThat(new String(new FleetClient(fleet).list("zai").body(), StandardCharsets.UTF_8))
                    .startsWith("{\"object\":\"list\",\"data\":[{\"id\":\"");
        }
    }
}

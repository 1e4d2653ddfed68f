package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's price with conditions is quoted as a list's. */
class PinnedTermsTest {
    private static final String PIN = """
        {~provider~:~openrouter~,~model_id~:~vendor/model-1~,~kind~:~price~,~note~:~contract~,
         ~prompt~:~0.00000015~,~completion~:~0.0000006~,~components~:[
          {~kind~:~input~,~usd~:~0.0000003~,~condition~:{~from~:~01:00~,~to~:~04:00~,~zone~:~UTC~,~days~:~mon,tue,wed,thu,fri~}},
          {~kind~:~output~,~usd~:~0.0000012~,~condition~:{~from~:~01:00~,~to~:~04:00~,~zone~:~UTC~,~days~:~mon,tue,wed,thu,fri~}},
          {~kind~:~input~,~usd~:~0.000001~,~condition~:{~min_prompt_tokens~:~2000000~}},
          {~kind~:~input~,~usd~:~0.00000007~,~condition~:{~service_tier~:~batch~}},
          {~kind~:~input~,~usd~:~0.00000016~,~condition~:{~region~:~eu~}},
          {~kind~:~input~,~usd~:~0.0000002~,~condition~:{~starts_at~:~2027-03-01T00:00:00Z~}},
          {~kind~:~image_output~,~unit~:~image~,~usd~:~0.04~}]}\
        """;

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(CatalogRows.models("openrouter", 2)
                + "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING;");
        assertThat(post(PIN).status()).isEqualTo(201);
    }

    private static Answer post(String body) {
        return api.send(api.request("/admin/overrides")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('~', '"'))));
    }

    @ParameterizedTest
    @CsvSource({
        "input_tokens=1000000&output_tokens=1000000&at=2027-01-04T02:00:00Z, 1.5",
        "input_tokens=1000000&output_tokens=1000000&at=2027-01-02T02:00:00Z, 0.75",
        "input_tokens=1000000&output_tokens=1000000&at=2027-01-04T04:00:00Z, 0.75",
        "input_tokens=2000000&at=2027-01-02T02:00:00Z, 2",
        "input_tokens=1000000&service_tier=batch&at=2027-01-02T02:00:00Z, 0.07",
        "input_tokens=1000000&region=eu&at=2027-01-02T02:00:00Z, 0.16",
        "input_tokens=1000000&at=2027-02-28T23:59:59Z, 0.15",
        "input_tokens=1000000&at=2027-03-06T00:00:00Z, 0.2",
        "use=image_output:image:2, 0.08"
    })
    void quote_isThatOfAListWithTheSameTerms(String query, String total) {
        Answer answer = api.send(api.anonymous("/quote?provider=openrouter&model=vendor/model-1&" + query)
                .GET());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("total_usd").asText()).isEqualTo(total);
        assertThat(answer.json().get("complete").booleanValue()).isTrue();
    }

    @Test
    void price_showsTheLinesThatWerePinned() {
        JsonNode pricing = api.get("/prices/openrouter/vendor/model-1").json().get("pricing");

        assertThat(pricing.get("components")).hasSize(9);
        assertThat(pricing.get("prompt").asText()).isEqualTo("0.00000015");
        assertThat(pricing.at("/pinned/note").asText()).isEqualTo("contract");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|components|must be a list of 1 to 64 prices",
                "{}|components|must be a list of 1 to 64 prices",
                "[1]|components/0|must be an object",
                "[{~kind~:~input~}]|components/0/usd|must be a plain decimal above 0 such as \"0.0000015\"",
                "[{~kind~:~inputs~,~usd~:~1~}]|components/0/kind|must be one of input, output,",
                "[{~kind~:~input~,~unit~:~word~,~usd~:~1~}]|components/0/unit|must be one of token, character,",
                "[{~kind~:~input~,~usd~:~1~,~price~:~1~}]|components/0/price|is no field here",
                "[{~kind~:~input~,~usd~:~1~,~precedence~:-1}]|components/0/precedence|must be a whole number",
                "[{~kind~:~input~,~usd~:~1~,~condition~:~night~}]|components/0/condition|must be an object",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~at~:~night~}}]|components/0/condition/at|is no field here",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~region~:~~}}]|components/0/condition/region|must be text",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~from~:~25:61~,~to~:~26:00~,~zone~:~UTC~}}]|components/0/condition|cannot"
                        + " be read: [from, to, zone]",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~from~:~01:00~,~to~:~01:00~,~zone~:~UTC~}}]|components/0/condition|cannot"
                        + " be read",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~from~:~01:00~,~to~:~02:00~,~zone~:~Mars/Base~}}]|components/0/condition|cannot"
                        + " be read",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~from~:~01:00~}}]|components/0/condition|cannot be read",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~min_prompt_tokens~:~many~}}]|components/0/condition|cannot"
                        + " be read",
                "[{~kind~:~input~,~usd~:~1~,~condition~:{~starts_at~:~2027-01-02T00:00:00Z~,~ends_at~:~2027-01-01T00:00:00Z~}}]|components/0/condition|cannot"
                        + " be read: [ends_at, starts_at]",
                "[{~kind~:~input~,~usd~:~1~},{~kind~:~input~,~usd~:~2~}]|components|two prices of input hold at the"
                        + " same time"
            })
    void wrongLines_areRefusedByTheNameOfTheirPart(String components, String field, String message) {
        Answer answer = post(
                "{~provider~:~openrouter~,~model_id~:~vendor/model-2~,~kind~:~price~,~components~:" + components + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(answer.json().at("/errors/0/message").asText()).startsWith(message);
    }
}

package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.Kind;
import ai.gatewayz.sync.simulator.model.Price;
import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that quote USD per 1M tokens, or cents per token, as JSON numbers. */
final class MillionRows {
    private static final BigDecimal TAO_PER_USD = new BigDecimal("0.0029452365658188216");

    private static final Map<Kind, String> DEEPINFRA_TYPES = Map.of(
            Kind.CHAT, "text-generation",
            Kind.IMAGE, "text-to-image",
            Kind.VIDEO, "text-to-video",
            Kind.SPEECH, "text-to-speech");

    private MillionRows() {}

    static void deepinfra(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", 0);
        json.text("owned_by", "deepinfra").text("root", model.id()).nil("parent");
        if (!model.priced() || model.base().kind() != Kind.CHAT) {
            json.nil("metadata").close();
            return;
        }
        json.open("metadata").text("description", model.description());
        json.number("context_length", model.context()).number("max_tokens", model.context());
        json.open("pricing").number("input_tokens", Amount.noisy(model, model.input()));
        json.number("output_tokens", Amount.noisy(model, model.output()));
        optional(json, "cache_read_tokens", model.price().cacheRead());
        json.close()
                .texts("tags", model.base().vision() ? List.of("vision", "prompt_cache") : List.of())
                .close();
        json.close();
    }

    static void deepinfraCents(SimModel model, JsonWriter json) {
        json.open().text("model_name", model.id());
        String type = DEEPINFRA_TYPES.getOrDefault(model.base().kind(), "custom");
        json.text("type", type).text("reported_type", type);
        json.texts("tags", ModalityWords.features(model));
        if (model.context() > 0) {
            json.number("max_tokens", model.context());
        }
        json.nil("deprecated").nil("replaced_by").text("quantization", "fp8").number("private", 0);
        if (model.priced() && model.base().kind() == Kind.CHAT) {
            json.open("pricing").text("type", "tokens");
            json.nil("short").nil("full").nil("table").number("discount", 0);
            json.number("cents_per_input_token", Amount.cents(model.input()));
            json.number("cents_per_output_token", Amount.cents(model.output()));
            BigDecimal cacheRead = model.price().cacheRead();
            if (cacheRead != null) {
                json.number("rate_per_input_token_cached", cacheRead.divide(model.input(), MathContext.DECIMAL128));
            }
            json.close();
        } else {
            json.nil("pricing");
        }
        json.close();
    }

    static void together(SimModel model, JsonWriter json) {
        Kind kind = model.base().kind();
        json.open().text("id", model.id()).text("object", "model");
        json.number("created", model.odd("no-date", 120) ? 0 : model.created());
        json.text("type", kind == Kind.SPEECH ? "audio" : kind == Kind.TRANSCRIPTION ? "transcribe" : kind.label());
        json.flag("running", false).text("display_name", model.displayName());
        json.text("organization", model.base().org());
        json.text(
                "link",
                "https://huggingface.co/api/models/" + model.base().org() + "/"
                        + model.base().name());
        json.text("license", "other");
        if (model.context() > 0) {
            json.number("context_length", model.context());
        }
        json.open("config")
                .nil("chat_template")
                .texts("stop", List.of("<|eot_id|>"))
                .nil("bos_token")
                .close();
        json.open("pricing").number("hourly", 0);
        BigDecimal perCharacter = model.price().perUnit();
        BigDecimal input = perCharacter == null ? model.input() : perCharacter.movePointRight(6);
        json.number("input", Amount.noisy(model, input)).number("output", Amount.noisy(model, model.output()));
        json.number("base", 0).number("finetune", 0).close().close();
    }

    /** What is served without a deployment, which alone tells what cached input costs. */
    static void togetherServerless(SimModel model, JsonWriter json) {
        json.open().text("id", "model_" + model.id().hashCode()).text("displayName", model.displayName());
        json.texts("products", List.of("PRODUCT_SERVERLESS")).text("serverlessEndpoint", model.id());
        json.open("pricing").number("input", model.input()).number("output", model.output());
        json.nil("cachedInput").close().close();
    }

    static void chutes(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("root", model.id()).open("price");
        chutesPrice(json, "input", Amount.noisy(model, model.input()));
        chutesPrice(json, "output", Amount.noisy(model, model.output()));
        json.close().text("object", "model").number("created", model.created()).open("pricing");
        json.number("prompt", Amount.noisy(model, model.input()));
        json.number("completion", Amount.noisy(model, model.output())).close();
        json.text("owned_by", model.odd("vllm", 300) ? "vllm" : "sglang");
        json.number("max_model_len", model.context()).close();
    }

    private static void chutesPrice(JsonWriter json, String name, BigDecimal usd) {
        json.open(name)
                .raw(
                        "tao",
                        usd.multiply(TAO_PER_USD).round(MathContext.DECIMAL64).toString());
        json.number("usd", usd).close();
    }

    static void perplexity(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", 0);
        json.text("owned_by", model.base().vendor()).open("pricing").number("input", model.input());
        json.number("output", model.output());
        optional(json, "cache_read", model.price().cacheRead());
        if (model.odd("cache-write", 330)) {
            json.number("cache_write", model.input().multiply(new BigDecimal("1.25")));
        }
        json.text("unit", "usd_per_1m_tokens").close().close();
    }

    static void venice(SimModel model, JsonWriter json) {
        json.open()
                .number("context_length", model.context())
                .number("created", 0)
                .text("id", model.id());
        json.open("model_spec")
                .number("availableContextTokens", model.context())
                .open("capabilities");
        json.flag("optimizedForCode", model.odd("code", 150)).text("quantization", "not-available");
        json.flag("supportsFunctionCalling", model.tools())
                .flag("supportsReasoning", model.base().reasoning());
        json.flag("supportsResponseSchema", true)
                .flag("supportsVision", model.base().vision());
        json.flag("supportsWebSearch", true).close().text("description", model.description());
        json.number("maxCompletionTokens", model.maxOutput()).text("name", model.displayName());
        json.flag("offline", false).open("pricing");
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            diem(json, "cache_input", cacheRead);
        }
        diem(json, "input", model.input());
        diem(json, "output", model.output());
        if (model.odd("extended", 150)) {
            BigDecimal twice = BigDecimal.valueOf(2);
            json.open("extended").number("context_token_threshold", 256_000);
            diem(json, "input", model.input().multiply(twice));
            diem(json, "output", model.output().multiply(twice));
            json.close();
        }
        json.close().text("privacy", "anonymized").texts("traits", List.of()).close();
        json.text("object", "model")
                .text("owned_by", "venice.ai")
                .text("type", "text")
                .close();
    }

    private static void diem(JsonWriter json, String name, BigDecimal usd) {
        json.open(name).number("diem", usd).number("usd", usd).close();
    }

    static void zenmux(SimModel model, JsonWriter json) {
        json.open()
                .open("capabilities")
                .flag("reasoning", model.base().reasoning())
                .close();
        json.number("context_length", model.context()).number("created", model.created());
        json.text("display_name", model.base().org() + ": " + model.displayName())
                .text("id", model.id());
        json.texts("input_modalities", ModalityWords.in(model)).text("object", "model");
        json.texts("output_modalities", ModalityWords.out(model))
                .text("owned_by", model.base().vendor());
        if (model.price().state() != Price.State.UNKNOWN) {
            json.open("pricings");
            boolean tiers = model.priced() && model.odd("tier", 120);
            perMillion(json, "completion", model.output(), tiers);
            BigDecimal cacheRead = model.price().cacheRead();
            if (cacheRead != null) {
                json.openArray("input_cache_read");
                if (model.odd("implicit-cache", 150)) {
                    // Implicit caching is cheaper and not told apart from explicit caching.
                    entry(json, cacheRead.multiply(new BigDecimal("0.5")), "");
                }
                entry(json, cacheRead, "");
                json.closeArray();
            }
            perMillion(json, "prompt", model.input(), tiers);
            json.openArray("web_search").open().text("currency", "USD").text("unit", "perCount");
            json.raw("value", "0.01").close().closeArray().close();
        }
        json.text("publish_time", Dates.day(model.created())).close();
    }

    private static void perMillion(JsonWriter json, String name, BigDecimal usd, boolean tiers) {
        json.openArray(name);
        if (tiers) {
            // The dearer tier first: the real arrays are not sorted.
            entry(json, usd.multiply(BigDecimal.valueOf(2)), "gt");
        }
        entry(json, usd, tiers ? "lte" : "");
        json.closeArray();
    }

    private static void entry(JsonWriter json, BigDecimal usd, String bound) {
        json.open();
        if (!bound.isEmpty()) {
            json.open("conditions").open("prompt_tokens").number(bound, 256).text("unit", "kTokens");
            json.close().close();
        }
        json.text("currency", "USD")
                .text("unit", "perMTokens")
                .number("value", usd)
                .close();
    }

    static void huggingface(SimModel model, JsonWriter json) {
        json.open().text("id", model.id()).text("object", "model").number("created", model.created());
        json.text("owned_by", model.base().org()).openArray("providers");
        boolean varies = model.price().state() == Price.State.DYNAMIC;
        if (varies || model.priced() || model.free()) {
            offer(model, json, "novita", model.price());
        }
        if (varies) {
            offer(model, json, "nebius", model.price().times(new BigDecimal("1.5")));
        } else if (model.priced() && model.odd("second-offer", 250)) {
            offer(model, json, "together", model.price());
        }
        json.open().text("provider", "featherless-ai").text("status", model.odd("staging", 100) ? "staging" : "live");
        json.close().closeArray().close();
    }

    private static void offer(SimModel model, JsonWriter json, String host, Price price) {
        json.open().text("provider", host).text("status", "live").number("context_length", model.context());
        json.open("pricing").number("input", Price.orZero(price.input()));
        json.number("output", Price.orZero(price.output())).close();
        if (model.free()) {
            json.flag("is_free", true);
        }
        json.flag("supports_tools", model.tools())
                .flag("supports_structured_output", false)
                .close();
    }

    static void optional(JsonWriter json, String name, @Nullable BigDecimal amount) {
        if (amount != null) {
            json.number(name, amount);
        }
    }
}
